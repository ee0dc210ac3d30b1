//! The built program as its clients see it, over its pipes. One program of tests, for each holds the server.

mod build_files;
mod completion;
mod counting;
mod diagnostics;
mod drawing;
mod editing;
mod editors;
mod features;
mod hover;
mod ignore_file;
mod images;
mod lifecycle;
mod mending;
mod navigation;
mod out_of_sync;
mod settings;
mod shellcheck;
mod slow;
mod transport;
mod workspace;
