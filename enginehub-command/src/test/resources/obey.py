"""A program that does what its input, or its model, tells it to: the worst ones too."""
import json, os, subprocess, sys, time


def say(**members):
    print(json.dumps(members), flush=True)


def wait_for(file):
    while not os.path.exists(file):
        time.sleep(0.01)


def obey(order, id):
    do = order.get("do") if isinstance(order, dict) else None
    if do == "pid":
        say(id=id, output=os.getpid())
    elif do == "talk":
        say(id=id, log="beginning")
        say(id=id, progress=0.5)
        say(warn="strange")
        print("seen on standard error", file=sys.stderr, flush=True)
        wait_for(order["file"])
        say(id=id, output="done")
    elif do == "input":
        say(id=id, error="row 3 is no number", kind="INPUT")
    elif do == "fail":
        say(id=id, error="no luck")
    elif do == "die":
        print("last words", file=sys.stderr)
        os._exit(7)
    elif do == "die once":  # a file tells that it has done so
        if not os.path.exists(order["file"]):
            open(order["file"], "w").close()
            os._exit(7)
        say(id=id, output="alive")
    elif do == "die, held open":  # what it has started still holds its standard output
        subprocess.Popen(["sleep", "60"])
        os._exit(7)
    elif do == "close, then die":  # its last words come after its last line
        os.close(1)
        time.sleep(0.3)
        print("last words", file=sys.stderr)
        os._exit(7)
    elif do == "hang":
        grandchild = subprocess.Popen(["sleep", "60"])
        say(id=id, log="%d %d" % (os.getpid(), grandchild.pid))
        time.sleep(60)
    elif do == "print":
        for line in order["lines"]:
            print(line.replace("ID", str(id)), flush=True)
    elif do == "print without end":
        while True:
            print("x" * 1000, end="", flush=True)
    elif do == "log without end":
        while True:
            say(id=id, log="still here")
    elif do == "complain without end":
        while True:
            print("still here", file=sys.stderr, flush=True)
    elif do == "answer, then die":
        say(id=id, output="good-bye")
        os._exit(0)
    elif do == "text":
        say(id=id, output="a,b\né,ü\n", type="text/csv")
    elif do == "bytes":
        say(id=id, output="AAH/", type="application/octet-stream")
    elif do == "environment":
        say(id=id, output=sorted(os.environ))
    elif do == "answer when told":  # waits for a file
        say(id=id, log="waiting")
        wait_for(order["file"])
        say(id=id, output=os.getpid())
    else:
        say(id=id, output=order)


first = json.loads(sys.stdin.readline())
model = first["model"] if isinstance(first["model"], dict) else {}
if model.get("load") == "fail":
    say(error="k is missing")
elif model.get("load") == "hang":
    time.sleep(60)
elif model.get("load") == "die":
    sys.exit("no such weights")
elif model.get("load") == "in quarters":
    for quarter in range(1, 4):
        say(progress=quarter / 4)
elif model.get("load") == "output":
    say(id=0, output=1)
say(ready=True)
if model.get("load") == "never read":
    time.sleep(60)
for line in sys.stdin:
    question = json.loads(line)
    if model.get("tell"):  # all that it was told
        say(id=question["id"], output=[first, question])
    else:
        obey(question["input"], question["id"])
if model.get("stay"):
    time.sleep(60)
if model.get("leave a note"):
    open(model["leave a note"], "w").close()
