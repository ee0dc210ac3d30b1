//! Certificates for 127.0.0.1, with their keys.

use std::process::Command;
use strates_tests::Folder;

pub struct Certificate {
    pub path: String,
    pub key: String,
}

/// It signs itself, as Docker's manual has people make one.
pub fn make(folder: &Folder, name: &str) -> Certificate {
    let certificate = Certificate::named(folder, name);
    let subject = format!("/CN={name}");
    openssl(&[
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        &subject,
        "-addext",
        NAMES,
        "-keyout",
        &certificate.key,
        "-out",
        &certificate.path,
    ]);
    certificate
}

/// Signed by another.
pub fn signed(folder: &Folder, name: &str, by: &Certificate) -> Certificate {
    let certificate = Certificate::named(folder, name);
    let subject = format!("/CN={name}");
    openssl(&[
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        &subject,
        "-addext",
        NAMES,
        "-addext",
        "basicConstraints=critical,CA:FALSE",
        "-CA",
        &by.path,
        "-CAkey",
        &by.key,
        "-keyout",
        &certificate.key,
        "-out",
        &certificate.path,
    ]);
    certificate
}

const NAMES: &str = "subjectAltName=IP:127.0.0.1";

impl Certificate {
    fn named(folder: &Folder, name: &str) -> Certificate {
        Certificate {
            path: folder.path(&format!("{name}.crt")),
            key: folder.path(&format!("{name}.key")),
        }
    }
}

fn openssl(arguments: &[&str]) {
    let output = Command::new("openssl").args(arguments).output();
    let output = output.expect("there is an openssl");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
