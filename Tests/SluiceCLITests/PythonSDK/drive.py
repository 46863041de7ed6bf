"""The official Python SDK, unchanged, against `sluice emulator`.

Arguments: the path of sluice, and that of the sample media.

Prints one line for each thing that works and ends with "all done"; the first thing that does not is an exception.
"""

import base64
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

from google import genai
from google.genai import errors, types

emulator = subprocess.Popen(
    [sys.argv[1], "emulator", "--port", "0", "--no-tools", "--decode-limit", "60"], stdout=subprocess.PIPE, text=True
)
base_url = emulator.stdout.readline().strip()
samples = pathlib.Path(sys.argv[2])
MODEL = "gemini-3.5-flash"

client = genai.Client(api_key="any", http_options=types.HttpOptions(base_url=base_url))


def control(method, path, body=None):
    """One of the emulator's own endpoints."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base_url + path, data=data, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def done(what):
    print("ok:", what, flush=True)


def text():
    answer = client.interactions.create(model=MODEL, input="Hello there")
    assert answer.status == "completed", answer
    assert "Hello there" in answer.output_text, answer.output_text
    assert answer.usage.total_tokens > 0
    assert client.interactions.get(answer.id).output_text == answer.output_text


def system_instruction():
    answer = client.interactions.create(model=MODEL, input="Hi", system_instruction="Answer like a pirate.")
    assert "Answer like a pirate." in answer.output_text, answer.output_text


def thinking():
    answer = client.interactions.create(
        model=MODEL,
        input="Think about it",
        generation_config={"thinking_level": "high", "thinking_summaries": "auto"},
    )
    thought = answer.steps[0]
    assert thought.type == "thought" and thought.signature and thought.summary[0].text, thought
    assert answer.usage.total_thought_tokens > 0
    without = client.interactions.create(model=MODEL, input="x", generation_config={"thinking_level": "minimal"})
    assert [step.type for step in without.steps] == ["model_output"], without.steps


def generation_config():
    answer = client.interactions.create(
        model=MODEL,
        input="Count",
        generation_config={
            "temperature": 0.5,
            "top_p": 0.9,
            "seed": 7,
            "max_output_tokens": 20,
            "stop_sequences": ["never to be seen"],
        },
    )
    assert answer.status == "incomplete", answer.status


def image_by_upload():
    file = client.files.upload(file=str(samples / "images" / "coffee.webp"))
    assert file.state.name == "ACTIVE", file
    answer = client.interactions.create(
        model=MODEL,
        input=[
            {"type": "text", "text": "Describe this image."},
            {"type": "image", "uri": file.uri, "mime_type": file.mime_type},
        ],
    )
    assert "600×400" in answer.output_text, answer.output_text


def upload_in_chunks():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "big.txt")
        content = os.urandom(1 << 20) * 20
        with open(path, "wb") as out:
            out.write(content)
        before = control("GET", "/emulator/stats")["calls"].get("files.upload", 0)
        file = client.files.upload(file=path)
        assert file.size_bytes == 20 << 20, file
        assert base64.b64decode(file.sha256_hash).decode() == hashlib.sha256(content).hexdigest()
        chunks = control("GET", "/emulator/stats")["calls"]["files.upload"] - before
        assert chunks == 3, chunks


def streaming():
    kinds, words = [], ""
    for event in client.interactions.create(model=MODEL, input="Tell me about tides", stream=True):
        kinds.append(event.event_type)
        if event.event_type == "step.delta" and event.delta.type == "text":
            words += event.delta.text
    assert kinds[0] == "interaction.created" and kinds[-1] == "interaction.completed", kinds
    assert "Tell me about tides" in words, words


def multi_turn():
    first = client.interactions.create(model=MODEL, input="My dog is called Rex.")
    second = client.interactions.create(model=MODEL, input="Who is Rex?", previous_interaction_id=first.id)
    assert "My dog is called Rex." in second.output_text, second.output_text


def streaming_multi_turn():
    last = None
    for question in ["My cat is called Tom.", "Who is Tom?"]:
        extra = {} if last is None else {"previous_interaction_id": last}
        words = ""
        for event in client.interactions.create(model=MODEL, input=question, stream=True, **extra):
            if event.event_type == "interaction.completed":
                last = event.interaction.id
            if event.event_type == "step.delta" and event.delta.type == "text":
                words += event.delta.text
    assert "My cat is called Tom." in words, words


def stateless():
    history = [{"type": "user_input", "content": [{"type": "text", "text": "My bird is called Ada."}]}]
    first = client.interactions.create(model=MODEL, input=history, store=False)
    history += [step.model_dump() for step in first.steps]
    history.append({"type": "user_input", "content": [{"type": "text", "text": "Who is Ada?"}]})
    second = client.interactions.create(model=MODEL, input=history, store=False)
    assert "My bird is called Ada." in second.output_text, second.output_text


def structured_output():
    answer = client.interactions.create(
        model=MODEL,
        input="A title, please",
        response_format={
            "type": "text",
            "mime_type": "application/json",
            "schema": {
                "type": "object",
                "properties": {"title": {"type": "string"}, "count": {"type": "integer", "minimum": 3}},
                "required": ["title", "count"],
            },
        },
    )
    value = json.loads(answer.output_text)
    assert isinstance(value["title"], str) and value["count"] >= 3, value


def background():
    begun = client.interactions.create(model=MODEL, input="Later", background=True)
    for _ in range(100):
        now = client.interactions.get(begun.id)
        if now.status == "completed":
            break
        time.sleep(0.05)
    assert "Later" in now.output_text, now
    client.interactions.delete(begun.id)


def long_answer():
    # The SDK follows requires_continuation by itself, in both ways.
    for store in [True, False]:
        answer = client.interactions.create(model=MODEL, input="Tell me about " + "tides and " * 40, store=store)
        assert answer.status == "completed", answer.status


def files():
    file = client.files.upload(
        file=str(samples / "images" / "harbour-sign.png"), config={"display_name": "a sign"}
    )
    assert client.files.get(name=file.name).display_name == "a sign"
    assert file.name in [each.name for each in client.files.list()]
    client.files.delete(name=file.name)
    assert file.name not in [each.name for each in client.files.list()]
    many = [client.files.upload(file=str(samples / "images" / "coffee.webp")) for _ in range(12)]
    assert len(list(client.files.list(config={"page_size": 5}))) >= 12
    for each in many:
        client.files.delete(name=each.name)


def models():
    assert any(model.name == "models/" + MODEL for model in client.models.list())
    assert client.models.count_tokens(model=MODEL, contents="12345678").total_tokens == 2


def expect(status, error, work):
    try:
        work()
    except Exception as caught:  # every error class of the SDK is looked at here
        seen = getattr(caught, "status_code", getattr(caught, "code", None))
        assert seen == status, (seen, caught)
        assert error in [kind.__name__ for kind in type(caught).__mro__], type(caught).__mro__
        return
    raise AssertionError(f"no error where {status} was due")


def error_classes():
    expect(400, "BadRequestError", lambda: client.interactions.create(model=MODEL, input=""))
    expect(404, "NotFoundError", lambda: client.interactions.get("v1_none"))
    expect(403, "ClientError", lambda: client.files.get(name="files/none"))
    uri = base_url + "/v1beta/files/none"
    image = [{"type": "image", "uri": uri, "mime_type": "image/png"}]
    expect(403, "PermissionDeniedError", lambda: client.interactions.create(model=MODEL, input=image))
    for status, on_interactions, on_files in [
        (429, "RateLimitError", "ClientError"),
        (503, "InternalServerError", "ServerError"),
    ]:
        rule = {"do": {"status": status, "shape": "rpc", "retry_after": 0.01, "retry_as": "milliseconds"}}
        control("POST", "/emulator/faults", {"faults": [rule]})
        expect(status, on_interactions, lambda: client.interactions.create(model=MODEL, input="x"))
        expect(status, on_files, lambda: client.files.get(name="files/x"))
        control("DELETE", "/emulator/faults")


try:
    for work in [
        text, system_instruction, thinking, generation_config, image_by_upload, upload_in_chunks, streaming,
        multi_turn, streaming_multi_turn, stateless, structured_output, background, long_answer, files, models,
        error_classes,
    ]:
        work()
        done(work.__name__)
    print("violations:", json.dumps(control("GET", "/emulator/stats")["violations"]))
    print("all done")
finally:
    emulator.terminate()
    emulator.wait()
