//! The whole story, and what stands around its steps.

use serde::Serialize;

use crate::story::model::{Cause, Cost, Host, Line, Story};
use crate::view::json::question::QuestionOut;
use crate::view::json::step::StepOut;
use crate::view::json::words::{Both, all};

#[derive(Serialize)]
pub(super) struct StoryOut<'s> {
    format: &'static str,
    version: u32,
    title: Both<'s>,
    preface: Vec<Both<'s>>,
    hosts: Option<HostsOut<'s>>,
    steps: Vec<StepOut<'s>>,
    cause: Option<CauseOut<'s>>,
    summary: Vec<LineOut<'s>>,
    costs: Vec<CostOut<'s>>,
    questions: Vec<QuestionOut<'s>>,
    packets: Vec<PacketOut<'s>>,
}

impl<'s> StoryOut<'s> {
    pub(super) fn new(story: &'s Story) -> Self {
        let [client, server] = &story.hosts;
        Self {
            format: "tlslab-story",
            version: 1,
            title: Both::from(&story.title),
            preface: all(&story.preface),
            hosts: story.has_hosts().then(|| HostsOut {
                client: client.into(),
                server: server.into(),
            }),
            steps: story
                .steps
                .iter()
                .enumerate()
                .map(|(n, step)| StepOut::new(n + 1, step))
                .collect(),
            cause: story.cause.as_ref().map(CauseOut::from),
            summary: story.summary.iter().map(LineOut::from).collect(),
            costs: story.costs.iter().map(CostOut::from).collect(),
            questions: story.quiz.iter().map(QuestionOut::from).collect(),
            packets: story
                .packets
                .iter()
                .map(|packet| PacketOut {
                    number: packet.number,
                    time_ns: packet.time.0,
                    link_type: packet.link.0,
                    length: packet.original,
                    bytes: hex::encode(&packet.bytes),
                    comments: &packet.comments,
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct HostsOut<'s> {
    client: HostOut<'s>,
    server: HostOut<'s>,
}

#[derive(Serialize)]
struct HostOut<'s> {
    name: &'s str,
    address: &'s str,
}

impl<'s> From<&'s Host> for HostOut<'s> {
    fn from(host: &'s Host) -> Self {
        Self {
            name: &host.name,
            address: &host.address,
        }
    }
}

#[derive(Serialize)]
struct CauseOut<'s> {
    key: &'s str,
    sentence: Both<'s>,
    client: Both<'s>,
    server: Both<'s>,
    client_said: Option<&'s str>,
    server_said: Option<&'s str>,
    alert: Both<'s>,
    outsider: Both<'s>,
    repair: Both<'s>,
}

impl<'s> From<&'s Cause> for CauseOut<'s> {
    fn from(cause: &'s Cause) -> Self {
        let [client, server] = &cause.said;
        Self {
            key: cause.key,
            sentence: Both::from(&cause.sentence),
            client: Both::from(&cause.client),
            server: Both::from(&cause.server),
            client_said: client.error(),
            server_said: server.error(),
            alert: Both::from(&cause.alert),
            outsider: Both::from(&cause.outsider),
            repair: Both::from(&cause.repair),
        }
    }
}

#[derive(Serialize)]
struct LineOut<'s> {
    key: &'s str,
    label: Both<'s>,
    text: Both<'s>,
}

impl<'s> From<&'s Line> for LineOut<'s> {
    fn from(line: &'s Line) -> Self {
        Self {
            key: line.key,
            label: Both::from(&line.label),
            text: Both::from(&line.text),
        }
    }
}

#[derive(Serialize)]
struct CostOut<'s> {
    key: &'s str,
    label: Both<'s>,
    count: u64,
}

impl<'s> From<&'s Cost> for CostOut<'s> {
    fn from(cost: &'s Cost) -> Self {
        Self {
            key: cost.key,
            label: Both::from(&cost.label),
            count: cost.count,
        }
    }
}

#[derive(Serialize)]
struct PacketOut<'s> {
    number: u32,
    time_ns: u64,
    link_type: u16,
    length: u32,
    bytes: String,
    comments: &'s [String],
}
