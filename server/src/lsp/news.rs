//! What registries and the local engine say once somebody has asked them: lenses, hints and
//! diagnostics may tell more then.

use super::session::Session;
use std::sync::Arc;
use std::time::Duration;
use strates_registry::{News, Places, Registry, Settings};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::sleep;

/// News comes in bursts: a list of tags, then what is behind one of them.
const BURST: Duration = Duration::from_millis(200);

pub fn channel() -> (UnboundedSender<News>, UnboundedReceiver<News>) {
    unbounded_channel()
}

/// Asks nobody until somebody asks it.
pub fn registry(places: Places, told: UnboundedSender<News>) -> Registry {
    let settings = Settings {
        places,
        ..Settings::default()
    };
    let tell = move |news: &News| {
        // It fails only when the client has left.
        let _ = told.send(news.clone());
    };
    Registry::new(settings, Arc::new(tell))
}

pub async fn follow(session: Arc<Session>, mut news: UnboundedReceiver<News>) {
    while let Some(first) = news.recv().await {
        sleep(BURST).await;
        let mut is_shown = is_shown(&first);
        while let Ok(next) = news.try_recv() {
            is_shown |= self::is_shown(&next);
        }
        if is_shown {
            session.images_changed();
        }
    }
}

/// Names are offered while somebody types, and nowhere else.
fn is_shown(news: &News) -> bool {
    match news {
        News::Image { .. } | News::Engine => true,
        News::Names => false,
    }
}
