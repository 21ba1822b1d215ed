//! A page has one holder at a time, and whoever lost it knows.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is not as it must be")]

mod support;

use banxin_edition::Who;
use banxin_edition::lease::{self, Lease, STALE, Taken};
use banxin_edition::system::{Disk, System};
use std::fs::{self, File};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;
use support::fresh_dir;

fn disk() -> Arc<dyn System> {
    Arc::new(Disk)
}

fn ours(taken: Taken) -> Lease {
    match taken {
        Taken::Ours(lease) => lease,
        Taken::Held(holder) => panic!("held by {holder:?}"),
    }
}

fn take(dir: &Path, name: &str, over: Option<u64>) -> Taken {
    lease::take(&disk(), dir, "05", &Who::named(name), over).unwrap()
}

#[test]
fn a_page_is_held_given_back_and_taken_over() {
    let dir = fresh_dir("leases");
    assert_eq!(lease::holder(&dir, "05"), None);
    let first = ours(take(&dir, "甲", None));
    let Taken::Held(holder) = take(&dir, "乙", None) else { panic!("held twice") };
    assert_eq!((holder.who.name.as_str(), holder.number, holder.stale), ("甲", 1, false));
    ours(lease::take(&disk(), &dir, "05.1", &Who::named("乙"), None).unwrap());
    assert!(first.beat());
    drop(first);
    let second = ours(take(&dir, "乙", None));
    assert_eq!(second.number(), 2, "numbers only grow");
    // Taken over after asking: by the number that was seen and no other.
    assert!(matches!(take(&dir, "甲", Some(1)), Taken::Held(_)));
    let third = ours(take(&dir, "甲", Some(2)));
    assert!(!second.is_current() && !second.beat() && third.is_current());
    drop(second);
    assert!(third.is_current(), "who lost a page gives nothing back");
}

#[test]
fn who_is_not_heard_of_is_stale() {
    let dir = fresh_dir("leases-stale");
    let lease = ours(take(&dir, "甲", None));
    let file = dir.join(".banxin/leases/05.1.lease");
    let old = SystemTime::now() - STALE - STALE;
    File::options().write(true).open(&file).unwrap().set_modified(old).unwrap();
    assert!(lease::holder(&dir, "05").unwrap().stale);
    assert!(matches!(take(&dir, "乙", None), Taken::Held(_)), "a stale one too is taken after asking only");
    assert!(lease.beat());
    assert!(!lease::holder(&dir, "05").unwrap().stale);
    std::mem::forget(lease);
    // Left by a program of this machine that ended: the same person goes on, others ask.
    let words = fs::read_to_string(&file).unwrap();
    let gone = words.replace(&format!("\"process\":{}", std::process::id()), "\"process\":4294967295");
    assert_ne!(words, gone);
    fs::write(&file, gone).unwrap();
    assert!(matches!(take(&dir, "乙", None), Taken::Held(holder) if holder.stale));
    assert_eq!(ours(take(&dir, "甲", None)).number(), 2);
}

#[test]
fn of_many_who_reach_for_a_page_one_has_it() {
    let dir = fresh_dir("leases-many");
    let held = Mutex::new(0);
    std::thread::scope(|scope| {
        for hand in 0..6 {
            let (dir, held) = (&dir, &held);
            scope.spawn(move || {
                for _ in 0..40 {
                    if let Taken::Ours(lease) = take(dir, &format!("手{hand}"), None) {
                        assert_eq!(std::mem::replace(&mut *held.lock().unwrap(), 1), 0, "held twice");
                        std::thread::yield_now();
                        assert!(lease.is_current());
                        *held.lock().unwrap() = 0;
                    }
                }
            });
        }
    });
    assert!(fs::read_dir(dir.join(".banxin/leases")).unwrap().count() <= 3, "earlier takings go away");
}
