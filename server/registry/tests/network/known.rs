//! Registries that differ from each other, each played as the real one answers: one row is one
//! registry.

use crate::replies::{DIGEST, basic, bearer, log_in, path, query, shown, tags};
use crate::stub::{Reply, Seen, Stub};
use crate::world::{World, reference, tag_names};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What a person has to show, under the name of the host.
enum Login {
    None,
    /// User and password, or what stands in place of them.
    Auth(&'static str),
    /// An entry of the file of Docker.
    Entry(&'static str),
}

struct Known {
    image: &'static str,
    login: Login,
    /// By what is asked, and the address of another server that answers the same.
    answer: fn(&Seen, &str) -> Reply,
    tags: &'static [&'static str],
    /// What is asked, in order, with what is shown; and behind `|` the other server.
    asked: &'static [&'static str],
}

const REGISTRIES: &[Known] = &[
    // Amazon's own ones: Basic, a page in an absolute address, and no page of more than a thousand.
    Known {
        image: "1234.dkr.ecr.eu-west-1.amazonaws.com/team/app",
        login: Login::Auth("AWS:secret"),
        answer: |seen, _| match (shown(seen), query(seen, "n"), query(seen, "last")) {
            ("", ..) => basic(
                "https://1234.dkr.ecr.eu-west-1.amazonaws.com/",
                "ecr.amazonaws.com",
            ),
            ("Basic QVdTOnNlY3JldA==", _, Some("MTIz+/==")) => tags(&["2"]),
            ("Basic QVdTOnNlY3JldA==", Some("1000"), None) => {
                let next = format!(
                    "<http://{}/v2/team/app/tags/list?last=MTIz+/==>",
                    seen.host()
                );
                tags(&["1"]).with("link", format!("{next}; rel=\"next\""))
            }
            _ => Reply::is(405, r#"{"errors": [{"code": "UNSUPPORTED"}]}"#),
        },
        tags: &["2", "1"],
        asked: &[
            "GET /v2/team/app/tags/list?n=1000",
            "GET /v2/team/app/tags/list?n=1000 Basic QVdTOnNlY3JldA==",
            "GET /v2/team/app/tags/list?last=MTIz+/== Basic QVdTOnNlY3JldA==",
        ],
    },
    // Amazon's public one: a token for nobody in particular, and pages that only it can name.
    Known {
        image: "public.ecr.aws/nginx/nginx",
        login: Login::None,
        answer: |seen, _| match (path(seen), shown(seen), query(seen, "last")) {
            ("/token/", "", _) => Reply::ok(r#"{"token": "t"}"#),
            (_, "Bearer t", None) => tags(&["1"]).with(
                "link",
                "</v2/nginx/nginx/tags/list?last=opaque&n=1000>; rel=\"next\"",
            ),
            (_, "Bearer t", Some("opaque")) => tags(&["2"]),
            (_, "Bearer t", _) => Reply::is(405, r#"{"errors": [{"code": "UNSUPPORTED"}]}"#),
            _ => bearer(&format!("http://{}/token/", seen.host()), "public.ecr.aws"),
        },
        tags: &["2", "1"],
        asked: &[
            "GET /v2/nginx/nginx/tags/list?n=1000",
            "GET /token/?service=public.ecr.aws&scope=repository%3Anginx%2Fnginx%3Apull",
            "GET /v2/nginx/nginx/tags/list?n=1000 Bearer t",
            "GET /v2/nginx/nginx/tags/list?last=opaque&n=1000 Bearer t",
        ],
    },
    // Azure's after `az acr login`: the user is none, and a token gets tokens.
    Known {
        image: "mine.azurecr.io/app",
        login: Login::Entry(
            r#"{"auth": "MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwOg==", "identitytoken": "refresh"}"#,
        ),
        answer: azure,
        tags: &["2", "1"],
        asked: &[
            "GET /v2/app/tags/list?n=1000",
            "POST /oauth2/token grant_type=refresh_token&client_id=strates&service=mine.azurecr.io&scope=repository%3Aapp%3Apull&refresh_token=refresh",
            "GET /v2/app/tags/list?n=1000 Bearer t",
            "GET /v2/app/tags/list?last=1&n=1000&orderby= Bearer t",
        ],
    },
    // The same as a helper gives it.
    Known {
        image: "mine.azurecr.io/app",
        login: Login::Auth("<token>:refresh"),
        answer: azure,
        tags: &["2", "1"],
        asked: &[
            "GET /v2/app/tags/list?n=1000",
            "POST /oauth2/token grant_type=refresh_token&client_id=strates&service=mine.azurecr.io&scope=repository%3Aapp%3Apull&refresh_token=refresh",
            "GET /v2/app/tags/list?n=1000 Bearer t",
            "GET /v2/app/tags/list?last=1&n=1000&orderby= Bearer t",
        ],
    },
    // And as a password of the user who is none.
    Known {
        image: "mine.azurecr.io/app",
        login: Login::Auth("00000000-0000-0000-0000-000000000000:refresh"),
        answer: azure,
        tags: &["2", "1"],
        asked: &[
            "GET /v2/app/tags/list?n=1000",
            "GET /oauth2/token?service=mine.azurecr.io&scope=repository%3Aapp%3Apull Basic MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwOnJlZnJlc2g=",
            "GET /v2/app/tags/list?n=1000 Bearer t",
            "GET /v2/app/tags/list?last=1&n=1000&orderby= Bearer t",
        ],
    },
    // Google's with a key, which is JSON: all at once, with what each digest is.
    Known {
        image: "gcr.io/project/app",
        login: Login::Auth("_json_key:{\n \"a\": \"b:c\"\n}"),
        answer: google,
        tags: &["latest", "1"],
        asked: &[
            "GET /v2/project/app/tags/list?n=1000",
            "GET /v2/token?service=gcr.io&scope=repository%3Aproject%2Fapp%3Apull Basic X2pzb25fa2V5OnsKICJhIjogImI6YyIKfQ==",
            "GET /v2/project/app/tags/list?n=1000 Bearer t",
        ],
    },
    Known {
        image: "europe-docker.pkg.dev/project/repository/app",
        login: Login::Auth("oauth2accesstoken:ya29.x"),
        answer: google,
        tags: &["latest", "1"],
        asked: &[
            "GET /v2/project/repository/app/tags/list?n=1000",
            "GET /v2/token?service=gcr.io&scope=repository%3Aproject%2Frepository%2Fapp%3Apull Basic b2F1dGgyYWNjZXNzdG9rZW46eWEyOS54",
            "GET /v2/project/repository/app/tags/list?n=1000 Bearer t",
        ],
    },
    // GitHub's: a token even for what all may see; the oldest first, a hundred unless told.
    Known {
        image: "ghcr.io/owner/app",
        login: Login::None,
        answer: github,
        tags: &["150", "149"],
        asked: &[
            "GET /v2/owner/app/tags/list?n=1000",
            "GET /token?service=ghcr.io&scope=repository%3Aowner%2Fapp%3Apull",
            "GET /v2/owner/app/tags/list?n=1000 Bearer t",
        ],
    },
    // What is not there gets no token.
    Known {
        image: "ghcr.io/owner/none",
        login: Login::None,
        answer: github,
        tags: &[],
        asked: &[
            "GET /v2/owner/none/tags/list?n=1000",
            "GET /token?service=ghcr.io&scope=repository%3Aowner%2Fnone%3Apull",
        ],
    },
    // Microsoft's: nothing to show, and one list however long.
    Known {
        image: "mcr.microsoft.com/dotnet/sdk",
        login: Login::None,
        answer: |seen, _| match shown(seen) {
            "" => {
                let names: Vec<String> = (0..3000).map(|number| format!("{number}.0")).collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                tags(&names)
            }
            _ => Reply::is(400, ""),
        },
        tags: &["2999.0", "2998.0"],
        asked: &["GET /v2/dotnet/sdk/tags/list?n=1000"],
    },
    // Harbor: users that are programs, projects in the path.
    Known {
        image: "harbor.example/team/cache/app",
        login: Login::Auth("robot$team+ci:secret"),
        answer: |seen, _| match (path(seen), shown(seen), query(seen, "last")) {
            ("/service/token", "Basic cm9ib3QkdGVhbStjaTpzZWNyZXQ=", _) => Reply::ok(
                r#"{"token": "t", "access_token": "", "expires_in": 1800, "issued_at": "2026-11-01T00:00:00Z"}"#,
            ),
            (_, "Bearer t", None) => tags(&["1"]).with(
                "link",
                "</v2/team/cache/app/tags/list?last=1&n=1000>; rel=\"next\"",
            ),
            (_, "Bearer t", _) => tags(&["2"]),
            _ => bearer(
                &format!("http://{}/service/token", seen.host()),
                "harbor-registry",
            ),
        },
        tags: &["2", "1"],
        asked: &[
            "GET /v2/team/cache/app/tags/list?n=1000",
            "GET /service/token?service=harbor-registry&scope=repository%3Ateam%2Fcache%2Fapp%3Apull Basic cm9ib3QkdGVhbStjaTpzZWNyZXQ=",
            "GET /v2/team/cache/app/tags/list?n=1000 Bearer t",
            "GET /v2/team/cache/app/tags/list?last=1&n=1000 Bearer t",
        ],
    },
    // Artifactory: its repository in the path, and a next page that forgets it.
    Known {
        image: "artifactory.example/remote/team/app",
        login: Login::Auth("me:secret"),
        answer: |seen, _| match (path(seen), shown(seen), query(seen, "last")) {
            ("/v2/remote/team/app/tags/list", "Basic bWU6c2VjcmV0", None) => tags(&["1"]).with(
                "link",
                "</v2/team/app/tags/list?last=1&n=1000>; rel=\"next\"",
            ),
            ("/v2/remote/team/app/tags/list", "Basic bWU6c2VjcmV0", _) => tags(&["2"]),
            (_, "", _) => basic("Artifactory Realm", ""),
            _ => Reply::is(404, "<html>").with("content-type", "text/html"),
        },
        tags: &["2", "1"],
        asked: &[
            "GET /v2/remote/team/app/tags/list?n=1000",
            "GET /v2/remote/team/app/tags/list?n=1000 Basic bWU6c2VjcmV0",
            "GET /v2/remote/team/app/tags/list?last=1&n=1000 Basic bWU6c2VjcmV0",
        ],
    },
    // The same with tokens, behind a server that gives it a name of its own.
    Known {
        image: "remote.artifactory.example/team/app",
        login: Login::Auth("me:secret"),
        answer: |seen, _| match (path(seen), shown(seen), query(seen, "last")) {
            ("/artifactory/api/docker/remote/v2/token", "Basic bWU6c2VjcmV0", _) => {
                Reply::ok(r#"{"token": "t", "expires_in": 3600}"#)
            }
            ("/v2/team/app/tags/list", "Bearer t", None) => {
                let path = "artifactory/api/docker/remote/v2/team/app/tags/list?last=1&n=1000";
                tags(&["1"]).with(
                    "link",
                    format!("<http://{}/{path}>; rel=\"next\"", seen.host()),
                )
            }
            ("/v2/team/app/tags/list", "Bearer t", _) => tags(&["2"]),
            ("/v2/team/app/tags/list", ..) => {
                let realm = "artifactory/api/docker/remote/v2/token";
                bearer(
                    &format!("http://{}/{realm}", seen.host()),
                    "artifactory.example",
                )
            }
            _ => Reply::is(404, "<html>").with("content-type", "text/html"),
        },
        tags: &["2", "1"],
        asked: &[
            "GET /v2/team/app/tags/list?n=1000",
            "GET /artifactory/api/docker/remote/v2/token?service=artifactory.example&scope=repository%3Ateam%2Fapp%3Apull Basic bWU6c2VjcmV0",
            "GET /v2/team/app/tags/list?n=1000 Bearer t",
            "GET /v2/team/app/tags/list?last=1&n=1000 Bearer t",
        ],
    },
    // A repository that Artifactory does not know: a page for people, which says nothing of an image.
    Known {
        image: "artifactory.example/none/app",
        login: Login::None,
        answer: |_, _| Reply::is(404, "\n<html>").with("content-type", "text/html;charset=utf-8"),
        tags: &[],
        asked: &["GET /v2/none/app/tags/list?n=1000"],
    },
    // GitLab: who gives the tokens is another server of the same house.
    Known {
        image: "registry.gitlab.example/group/project/app",
        login: Login::Auth("me:secret"),
        answer: |seen, other| match (path(seen), shown(seen)) {
            ("/jwt/auth", "Basic bWU6c2VjcmV0") => Reply::ok(r#"{"token": "t"}"#),
            (_, "Bearer t") => tags(&["1"]),
            _ => bearer(&format!("{other}/jwt/auth"), "container_registry"),
        },
        tags: &["1"],
        asked: &[
            "GET /v2/group/project/app/tags/list?n=1000",
            "GET /v2/group/project/app/tags/list?n=1000 Bearer t",
            "| GET /jwt/auth?service=container_registry&scope=repository%3Agroup%2Fproject%2Fapp%3Apull Basic bWU6c2VjcmV0",
        ],
    },
];

#[test]
fn each_is_spoken_to_in_its_way() {
    for known in REGISTRIES {
        check(known);
    }
}

fn azure(seen: &Seen, _: &str) -> Reply {
    let is_known =
        seen.body.ends_with("refresh_token=refresh") || shown(seen).starts_with("Basic ");
    match (path(seen), shown(seen), query(seen, "last")) {
        ("/oauth2/token", ..) if is_known => Reply::ok(r#"{"access_token": "t"}"#),
        ("/oauth2/token", ..) => Reply::is(401, ""),
        (_, "Bearer t", None) => tags(&["1"]).with(
            "link",
            "</v2/app/tags/list?last=1&n=1000&orderby=>; rel=\"next\"",
        ),
        (_, "Bearer t", _) => tags(&["2"]),
        _ => bearer(
            &format!("http://{}/oauth2/token", seen.host()),
            "mine.azurecr.io",
        ),
    }
}

fn google(seen: &Seen, _: &str) -> Reply {
    match (path(seen), shown(seen)) {
        ("/v2/token", shown) if shown.starts_with("Basic ") => {
            Reply::ok(r#"{"expires_in": 43200, "issued_at": "2026-11-01T00:00:00Z", "token": "t"}"#)
        }
        (_, "Bearer t") => Reply::ok(format!(
            r#"{{"child": ["inner"], "manifest": {{"{DIGEST}": {{"imageSizeBytes": "7", "layerId": "",
                "mediaType": "application/vnd.oci.image.index.v1+json", "tag": ["1"],
                "timeCreatedMs": "0", "timeUploadedMs": "1761955200000"}}}},
                "name": "project/app", "tags": ["1", "latest"]}}"#
        )),
        _ => bearer(&format!("http://{}/v2/token", seen.host()), "gcr.io"),
    }
}

fn github(seen: &Seen, _: &str) -> Reply {
    let most = query(seen, "n")
        .and_then(|most| most.parse().ok())
        .unwrap_or(100);
    match (path(seen), shown(seen)) {
        ("/token", _) if !seen.path.contains("none") => Reply::ok(r#"{"token": "t"}"#),
        ("/token", _) => Reply::is(403, r#"{"errors": [{"code": "DENIED"}]}"#),
        (_, "Bearer t") => {
            let names: Vec<String> = (1..=150).map(|number: u32| number.to_string()).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).take(most).collect();
            tags(&names)
        }
        _ => bearer(&format!("http://{}/token", seen.host()), "ghcr.io"),
    }
}

fn check(known: &Known) {
    let answer = known.answer;
    let other = Stub::start(move |seen: &Seen| answer(seen, ""));
    let elsewhere = other.url();
    let stub = Stub::start(move |seen: &Seen| answer(seen, &elsewhere));
    let (host, _) = known.image.split_once('/').unwrap();
    let mut world = World::new();
    world.at(host, &stub.url());
    match known.login {
        Login::None => {}
        Login::Auth(pair) => {
            let entry = format!(r#"{{"auth": "{}"}}"#, STANDARD.encode(pair));
            log_in(&world, host, &entry);
        }
        Login::Entry(entry) => log_in(&world, host, entry),
    }
    let registry = world.registry();
    let found = tag_names(&registry, known.image, "");
    let best: Vec<&str> = found
        .iter()
        .map(String::as_str)
        .take(known.tags.len())
        .collect();
    assert_eq!(best, known.tags, "{}", known.image);
    assert!(
        !registry.is_missing(&reference(known.image)),
        "{}",
        known.image
    );
    let line = |mark: &str, seen: &Seen| {
        let line = format!(
            "{mark}{} {} {}{}",
            seen.method,
            seen.path,
            shown(seen),
            seen.body
        );
        line.trim_end().to_owned()
    };
    let seen = stub.seen();
    let seen = seen.iter().map(|seen| line("", seen));
    let there = other.seen();
    let there = there.iter().map(|seen| line("| ", seen));
    let asked: Vec<String> = seen.chain(there).collect();
    assert_eq!(asked, known.asked, "{}", known.image);
}
