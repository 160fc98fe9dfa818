# Answers, one JSON line for one, what the struct module makes of a format: its
# size, what it unpacks, and what it packs. Numbers travel as text and bytes as
# hexadecimal digits, so that JSON cannot round them.
import json
import math
import struct
import sys


def receive(v):
    kind, text = v
    if kind == "int":
        return int(text)
    if kind == "float":
        return float(text) if "nan" in text else struct.unpack(">d", bytes.fromhex(text))[0]
    if kind == "bytes":
        return bytes.fromhex(text)
    if kind == "bool":
        return text == "true"
    return None


def send(v):
    if isinstance(v, bool):
        return ["bool", "true" if v else "false"]
    if isinstance(v, int):
        return ["int", str(v)]
    if isinstance(v, float):
        nan = "-nan" if math.copysign(1, v) < 0 else "nan"
        return ["float", nan if v != v else struct.pack(">d", v).hex()]
    return ["bytes", v.hex()]


def answer(case):
    try:
        s = struct.Struct(case["Format"])
    except struct.error:
        return {"Refused": True}
    reply = {"Size": s.size}
    item = bytes.fromhex(case["Item"])
    if len(item) == s.size:
        reply["Values"] = [send(v) for v in s.unpack(item)]
        try:
            reply["Packed"] = s.pack(*map(receive, case["Values"])).hex()
        except (struct.error, OverflowError, TypeError):
            reply["Unpackable"] = True
    return reply


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))))
