//! `banxin compose` through its door: requests in, answers out, in order, and nothing that stops it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on must fail"
)]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

const BANXIN: &str = env!("CARGO_BIN_EXE_banxin");

fn answers(input: &str) -> Vec<Value> {
    let mut child =
        Command::new(BANXIN).arg("compose").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn answer(request: &Value) -> Value {
    answers(&format!("{request}\n")).remove(0)
}

fn lines(answer: &Value) -> Vec<String> {
    answer["lines"].as_array().unwrap().iter().map(|l| l["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn requests_are_answered_in_order_and_errors_do_not_stop_them() {
    let input = [
        r#"{"id":"a","text":"中文，中文。","measure":10}"#,
        "not JSON",
        r#"[1, 2]"#,
        "",
        r#"{"id":2,"measure":10}"#,
        r#"{"id":3,"text":"中文"}"#,
        r#"{"id":4,"text":"中文","measure":-1}"#,
        r#"{"id":5,"text":"中文","measure":10,"level":"loose"}"#,
        r#"{"id":6,"text":"中文","measure":10,"font":"Nobody Has This"}"#,
        r#"{"id":7,"text":"中文","measure":10,"lines":0}"#,
        r#"{"id":{"deep":[1]},"text":"","measure":10}"#,
        &format!(r#"{{"id":8,"text":"{}","measure":9}}"#, "word".repeat(60)),
        r#"{"id":9,"text":"中文","measure":10,"lines":null,"level":null,"unknown":1}"#,
    ]
    .join("\n");
    let answers = answers(&input);
    assert_eq!(answers.len(), 12);
    assert_eq!(answers[0]["lines"][0]["width"], 5.5);
    for wrong in &answers[1..9] {
        assert!(wrong["error"].as_str().is_some_and(|e| !e.is_empty()), "{wrong}");
    }
    assert_eq!(answers[3]["id"], 2);
    assert_eq!(answers[9], json!({"id": {"deep": [1]}, "lines": [], "warnings": []}));
    assert_eq!(lines(&answers[10]).concat(), "word".repeat(60));
    assert_eq!(lines(&answers[11]), ["中文"]);
}

#[test]
fn an_answer_comes_before_the_next_request() {
    let mut child =
        Command::new(BANXIN).arg("compose").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for number in 0..3 {
        writeln!(stdin, "{}", json!({"id": number, "text": "国", "measure": 2})).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["id"], number);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn lines_meet_and_characters_stand_where_they_are_said_to() {
    let text = "渡口的灯亮了三十年，老摆渡人说：“水涨水落，人来人往，总得有人等着。”今年 6 月，镇里花了3.6万元换上LED灯。\r\n完";
    let answer = answer(&json!({"text": text, "measure": 11.0, "indent": 2.0}));
    let characters: Vec<char> = text.chars().collect();
    let mut next = 0;
    for line in answer["lines"].as_array().unwrap() {
        let (start, end) = (line["start"].as_u64().unwrap() as usize, line["end"].as_u64().unwrap() as usize);
        assert_eq!(start, next);
        next = end;
        let own: String = characters[start..end].iter().collect();
        assert_eq!(line["text"], own.as_str());
        let placed = line["chars"].as_array().unwrap();
        assert_eq!(placed.len(), end - start);
        for pair in placed.windows(2) {
            let right = pair[0]["x"].as_f64().unwrap() + pair[0]["advance"].as_f64().unwrap();
            assert!((pair[1]["x"].as_f64().unwrap() - right).abs() < 1e-5);
        }
    }
    assert_eq!(next, characters.len());
    assert_eq!(answer["lines"][0]["chars"][0]["x"], 2.0);
}

#[test]
fn every_setting_has_its_effect() {
    let quotes = "国国国国国，（国国）国国";
    let of = |changes: Value| {
        let mut request = json!({"text": quotes, "measure": 40});
        request.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        let answer = answer(&request);
        answer["lines"][0]["natural"].as_f64().unwrap()
    };
    assert_eq!(of(json!({})), 11.5);
    assert_eq!(of(json!({"punctuation": "half"})), 10.5);
    assert_eq!(of(json!({"punctuation": "kaiming"})), 10.5);
    assert_eq!(of(json!({"punctuation": "line-end-half"})), 11.5);
    let colon = |direction: &str| {
        let answer = answer(&json!({"text": "国：", "measure": 4, "direction": direction}));
        answer["lines"][0]["natural"].as_f64().unwrap()
    };
    assert_eq!((colon("horizontal"), colon("vertical")), (1.5, 2.0));
    let hung = answer(&json!({"text": "国国国国，国国", "measure": 4, "hanging": true}));
    assert_eq!(lines(&hung), ["国国国国，", "国国"]);
    assert_eq!(hung["lines"][0]["hangs"], true);
    let ragged = answer(&json!({"text": "国国国，国国国国", "measure": 3.4, "justify": false}));
    assert_eq!(ragged["lines"][0]["width"], ragged["lines"][0]["natural"]);
    let mixed = answer(&json!({"text": "国X国", "measure": 9, "han_western": 0.125}));
    assert_eq!(mixed["lines"][0]["natural"], 2.75);
}

#[test]
fn a_number_of_lines_is_reached_by_the_means_that_are_told() {
    let text = "“渡口的灯亮了三十年”，老人说：“水涨水落，人来人往，总得有人等着。”“灯一亮，心里就踏实。”";
    // Two paragraphs in three end in a line that no squeezing saves; one more line is easier to be had.
    let mut reached = [0, 0];
    for length in 40..90 {
        let part: String = text.chars().cycle().take(length).chain(['了', '。']).collect();
        let plain = answer(&json!({"text": part, "measure": 13, "indent": 2}));
        let best = plain["lines"].as_array().unwrap().len();
        for (way, wanted) in [best - 1, best + 1].into_iter().enumerate() {
            let fitted = answer(&json!({"text": part, "measure": 13, "indent": 2, "lines": wanted}));
            let (fit, count) = (&fitted["fit"], fitted["lines"].as_array().unwrap().len());
            assert_eq!(fit["reached"], count);
            let told = fitted["warnings"].as_array().unwrap().iter().any(|w| w["kind"] == "line-count");
            assert_eq!(told, count != wanted, "{fitted}");
            let means = fit["means"].as_array().unwrap();
            assert_eq!(means.iter().any(|m| m == ["tighter", "looser"][way]), count == wanted, "{fitted}");
            reached[way] += usize::from(count == wanted);
        }
    }
    assert!(reached[0] >= 2 && reached[1] >= 10, "{reached:?}");
    let far = answer(&json!({"text": text, "measure": 9, "lines": 1}));
    assert!(far["warnings"].as_array().unwrap().iter().any(|w| w["kind"] == "line-count"));
}

#[test]
fn real_faces_set_the_same_grid() {
    let request = json!({"text": "国，国（国）——国……国·国", "measure": 40, "font": "Noto Serif SC"});
    let real = answer(&request);
    let stub = answer(&json!({"text": request["text"], "measure": 40}));
    assert_eq!(real["lines"][0]["natural"], stub["lines"][0]["natural"]);
    assert_eq!(real["lines"][0]["chars"], stub["lines"][0]["chars"]);
}
