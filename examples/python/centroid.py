"""Gives each row of a table the label whose rows are nearest in the mean. Trainer and classifier in one program."""
import csv, json, math, sys


def columns(event):
    if event.get("type", "").startswith("text/csv"):
        header, *rows = csv.reader(event["input"].splitlines())
        return dict(zip(header, zip(*rows)))
    return {column["name"]: column["values"] for column in event["input"]["columns"]}


def train(model, event):
    values = columns(event)
    labels = values.pop(event["input"]["label"])
    means = {}
    for label in sorted(set(labels)):
        rows = [row for row, its in zip(zip(*values.values()), labels) if its == label]
        means[label] = [sum(column) / len(rows) for column in zip(*rows)]
    return {"columns": list(values), "means": means}


def classify(model, event):
    rows = zip(*(map(float, columns(event)[name]) for name in model["columns"]))
    return [min(model["means"], key=lambda label: math.dist(model["means"][label], row)) for row in rows]


if __name__ == "__main__":
    first = json.loads(sys.stdin.readline())  # the model, and which algorithm this process is
    handle = {"trainer.centroid": train, "classifier.centroid": classify}[first["algorithm"]]
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:  # an input
        event = json.loads(line)
        try:
            answer = {"output": handle(first["model"], event)}
        except (KeyError, ValueError) as fault:
            answer = {"error": f"the table does not fit: {fault!r}", "kind": "INPUT"}
        print(json.dumps({"id": event["id"], **answer}), flush=True)
