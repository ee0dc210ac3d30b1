//! Ports that programs listen on, and their protocols.

use super::item::{Item, ItemKind};
use super::place::Place;
use crate::docs::Kind;

pub fn ports(place: &Place) -> Vec<Item> {
    let items = PORTS.map(|(port, whose)| {
        let item = place.item(port, ItemKind::Value).detail(whose);
        item.page(Kind::Value, "port")
    });
    items.into()
}

/// As BuildKit writes them in an image.
pub fn protocols(place: &Place, port: &str) -> Vec<Item> {
    let items = ["tcp", "udp", "sctp"].map(|protocol| {
        let item = place
            .item(protocol, ItemKind::Value)
            .detail(format!("{port}/{protocol}"));
        item.page(Kind::Value, "protocol")
    });
    items.into()
}

const PORTS: [(&str, &str); 16] = [
    ("8080", "HTTP"),
    ("80", "HTTP"),
    ("443", "HTTPS"),
    ("443/udp", "HTTP/3"),
    ("3000", "Node.js, Rails, Grafana"),
    ("8000", "Django, FastAPI"),
    ("5000", "Flask"),
    ("4200", "Angular"),
    ("5173", "Vite"),
    ("9000", "PHP-FPM"),
    ("9090", "Prometheus"),
    ("5432", "PostgreSQL"),
    ("3306", "MySQL, MariaDB"),
    ("6379", "Redis"),
    ("27017", "MongoDB"),
    ("53/udp", "DNS"),
];

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::labels;

    #[test]
    fn a_port_has_a_protocol() {
        assert_eq!(labels("FROM a\nEXPOSE 53/$0"), ["tcp", "udp", "sctp"]);
        assert_eq!(labels("FROM a\nEXPOSE $0")[0], "8080");
    }
}
