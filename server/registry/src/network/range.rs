//! Ranges of addresses: `10.0.0.0/8`, `fd00::/8`.

use std::net::IpAddr;

/// Whether an address lies in a range; in no range where that is none.
pub fn holds(range: &str, address: IpAddr) -> bool {
    let Some((network, bits)) = range.split_once('/') else {
        return false;
    };
    let (Ok(network), Ok(bits)) = (network.parse::<IpAddr>(), bits.parse::<u32>()) else {
        return false;
    };
    match (network, address) {
        (IpAddr::V4(network), IpAddr::V4(address)) if bits <= 32 => {
            let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
            u32::from(network) & mask == u32::from(address) & mask
        }
        (IpAddr::V6(network), IpAddr::V6(address)) if bits <= 128 => {
            let mask = u128::MAX.checked_shl(128 - bits).unwrap_or(0);
            u128::from(network) & mask == u128::from(address) & mask
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lie_in_ranges() {
        check("10.0.0.0/8", "10.2.3.4", true);
        check("10.0.0.0/8", "11.2.3.4", false);
        check("0.0.0.0/0", "11.2.3.4", true);
        check("10.1.2.3/32", "10.1.2.3", true);
        check("fd00::/8", "fd12::1", true);
        check("fd00::/8", "fe12::1", false);
        check("::/0", "10.0.0.1", false);
        for range in ["", "/", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "a/8"] {
            check(range, "10.0.0.0", false);
        }
    }

    fn check(range: &str, address: &str, expected: bool) {
        assert_eq!(holds(range, address.parse().unwrap()), expected, "{range}");
    }
}
