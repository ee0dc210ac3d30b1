//! Somebody with a home of their own, who uses the registry's client.

use crate::certificate::Certificate;
use std::fs;
use std::sync::Arc;
use std::time::Duration;
use strates_analysis::images::Images;
use strates_analysis::model::Reference;
use strates_registry::{Places, Registry, Settings};
use strates_tests::Folder;

pub struct Person {
    folder: Folder,
    allowed: String,
}

impl Person {
    pub fn allowing(host: &str) -> Person {
        Person {
            folder: Folder::new(),
            allowed: host.to_owned(),
        }
    }

    pub fn log_in(&self, host: &str, basic: &str) {
        let config = format!(r#"{{"auths": {{"{host}": {{"auth": "{basic}"}}}}}}"#);
        self.folder.write(".docker/config.json", &config);
    }

    pub fn trust(&self, host: &str, certificate: &str) {
        let text = fs::read_to_string(certificate).unwrap();
        self.folder
            .write(&format!(".docker/certs.d/{host}/ca.crt"), &text);
    }

    pub fn show(&self, host: &str, own: &Certificate) {
        for (path, name) in [(&own.path, "client.cert"), (&own.key, "client.key")] {
            let text = fs::read_to_string(path).unwrap();
            self.folder
                .write(&format!(".docker/certs.d/{host}/{name}"), &text);
        }
    }

    pub fn registry(&self) -> Registry {
        let home = self.folder.path("");
        // What was learned before is another test's.
        let _ = fs::remove_dir_all(self.folder.path(".cache"));
        let places = Places {
            root: self.folder.path("system").into(),
            variable: Arc::new(move |name| (name == "HOME").then(|| home.clone())),
            ..Places::default()
        };
        let settings = Settings {
            allow: vec![self.allowed.clone()],
            places,
            ..Settings::default()
        };
        Registry::new(settings, Arc::new(|_| ()))
    }
}

pub fn reference(name: &str) -> Reference {
    Reference::parse(name).unwrap()
}

pub fn tags(registry: &Registry, image: &str) -> Vec<String> {
    let image = reference(image);
    registry.asking().tags(&image, "");
    assert!(registry.settle(Duration::from_secs(30)));
    let tags = registry.asking().tags(&image, "");
    tags.items.into_iter().map(|tag| tag.name).collect()
}
