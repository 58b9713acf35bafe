"""The comparison server: the design that Baton replaces, built as well as that design allows.

FastAPI and uvicorn, sessions in a dict, one asyncio.Queue for each session that a stream reads from. Nothing is
durable and nobody is authenticated. Where there was a choice, the faster one was taken: no access log, no
heartbeat, no history beyond a list, the frame is serialised once. SIGUSR2 collects garbage and gives freed memory
back to the system, as the bench asks of every server before it reads memory.
"""

import asyncio
import ctypes
import gc
import json
import os
import signal
import sys
import time
import uuid
from typing import Dict, List, Optional

import fastapi
import uvicorn
from fastapi import FastAPI, HTTPException
from fastapi.responses import StreamingResponse
from pydantic import BaseModel


class AgentInfo(BaseModel):
    agent_id: str
    agent_name: str


class EscalateRequest(BaseModel):
    session_name: str
    reason: str = "user_request"


class MessageRequest(BaseModel):
    session_name: str
    role: str
    content: str
    agent_info: Optional[AgentInfo] = None


class Session:
    __slots__ = ("name", "status", "history", "agent")

    def __init__(self, name: str) -> None:
        self.name = name
        self.status = "bot_active"
        self.history: List[dict] = []
        self.agent: Optional[AgentInfo] = None


app = FastAPI()
sessions: Dict[str, Session] = {}
sse_queues: Dict[str, asyncio.Queue] = {}


def log(event: str, session: Session) -> None:
    line = {"event": event, "session_name": session.name, "status": session.status, "timestamp": int(time.time())}
    print(json.dumps(line, ensure_ascii=False))


def push(session: Session, frame: dict) -> None:
    queue = sse_queues.get(session.name)
    if queue is not None:
        queue.put_nowait(frame)


def change_status(session: Session, status: str, reason: str) -> dict:
    session.status = status
    push(session, {"type": "status_change", "status": status, "reason": reason, "timestamp": int(time.time())})
    return {"success": True, "data": {"session_name": session.name, "status": status}}


def find(name: str) -> Session:
    session = sessions.get(name)
    if session is None:
        raise HTTPException(status_code=404, detail="SESSION_NOT_FOUND")
    return session


@app.post("/api/manual/escalate")
async def escalate(request: EscalateRequest) -> dict:
    session = sessions.setdefault(request.session_name, Session(request.session_name))
    if session.status == "manual_live":
        raise HTTPException(status_code=409, detail="MANUAL_IN_PROGRESS")
    answer = change_status(session, "pending_manual", request.reason)
    log("manual_escalate", session)
    return answer


@app.post("/api/sessions/{name}/takeover")
async def takeover(name: str, agent: AgentInfo) -> dict:
    session = find(name)
    if session.status != "pending_manual":
        raise HTTPException(status_code=409, detail="ALREADY_TAKEN")
    session.agent = agent
    answer = change_status(session, "manual_live", "agent_takeover")
    log("agent_takeover", session)
    return answer


@app.post("/api/manual/messages")
async def post_message(request: MessageRequest) -> dict:
    session = find(request.session_name)
    if session.status != "manual_live":
        raise HTTPException(status_code=409, detail="NOT_IN_MANUAL")
    message_id = uuid.uuid4().hex
    timestamp = int(time.time())
    message = {"id": message_id, "role": request.role, "content": request.content, "timestamp": timestamp}
    frame = {"type": "manual_message", "role": request.role, "content": request.content, "timestamp": timestamp}
    if request.agent_info is not None:
        frame["agent_id"] = request.agent_info.agent_id
        frame["agent_name"] = request.agent_info.agent_name
    session.history.append(message)
    push(session, frame)
    log("manual_message", session)
    return {"success": True, "data": {"message_id": message_id, "timestamp": timestamp}}


@app.get("/api/sessions/{name}/events")
async def events(name: str) -> StreamingResponse:
    session = find(name)
    queue = sse_queues.setdefault(session.name, asyncio.Queue())

    async def frames():
        try:
            while True:
                frame = await queue.get()
                yield f"data: {json.dumps(frame, ensure_ascii=False)}\n\n"
        finally:
            sse_queues.pop(session.name, None)

    return StreamingResponse(frames(), media_type="text/event-stream", headers={"cache-control": "no-cache"})


class Server(uvicorn.Server):
    async def startup(self, sockets=None) -> None:
        await super().startup(sockets=sockets)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR2, collect)
        parts = f"FastAPI {fastapi.__version__}, uvicorn {uvicorn.__version__}, Python {sys.version.split()[0]}"
        print(f"Peer is ready ({parts}, {type(loop).__module__} loop, {self.config.http_protocol_class.__name__})", flush=True)


def collect() -> None:
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    os.write(2, b"gc done\n")


if __name__ == "__main__":
    options = {"access_log": False, "log_level": "warning", "backlog": 8192, "timeout_keep_alive": 600}
    Server(uvicorn.Config(app, host="127.0.0.1", port=int(os.environ["PORT"]), **options)).run()
