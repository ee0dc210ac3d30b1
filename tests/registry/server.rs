//! A registry whose files are all in one folder, on 127.0.0.1, and which ends with the test.

use crate::installed;
use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;
use strates_tests::Folder;

pub struct Server {
    child: Child,
    port: u16,
    pub folder: Arc<Folder>,
}

impl Server {
    /// `None` where no registry is installed. `settings` are added to its configuration.
    pub fn start(settings: &str) -> Option<Server> {
        Some(Server::run(
            Arc::new(Folder::new()),
            settings,
            "",
            installed::program("docker-registry")?,
        ))
    }

    /// Another one over the same images.
    pub fn again(&self, settings: &str) -> Server {
        let program = installed::program("docker-registry").expect("it was there a moment ago");
        Server::run(Arc::clone(&self.folder), settings, "", program)
    }

    /// With other settings of how it is spoken to.
    pub fn again_in_http(&self, settings: &str) -> Server {
        let program = installed::program("docker-registry").expect("it was there a moment ago");
        Server::run(Arc::clone(&self.folder), "", settings, program)
    }

    fn run(folder: Arc<Folder>, settings: &str, http: &str, program: std::path::PathBuf) -> Server {
        // Free a moment ago; whoever takes it meanwhile makes the test fail, not lie.
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let comma = if http.is_empty() { "" } else { ", " };
        let config = format!(
            "version: 0.1\nlog: {{level: warn}}\n\
             storage: {{filesystem: {{rootdirectory: {}}}}}\n\
             http: {{addr: '127.0.0.1:{port}', secret: ours{comma}{http}}}\n{settings}",
            folder.path("storage")
        );
        let name = format!("config-{port}.yml");
        folder.write(&name, &config);
        let log = File::create(folder.path(&format!("log-{port}"))).unwrap();
        let child = Command::new(program)
            .args(["serve", &folder.path(&name)])
            .env("OTEL_TRACES_EXPORTER", "none")
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .expect("the registry can be run");
        let server = Server {
            child,
            port,
            folder,
        };
        server.wait();
        server
    }

    fn wait(&self) {
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        let log = std::fs::read_to_string(self.folder.path(&format!("log-{}", self.port)));
        panic!("the registry does not start: {log:?}");
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
