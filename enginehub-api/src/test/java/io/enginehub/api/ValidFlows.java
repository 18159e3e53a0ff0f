package io.enginehub.api;

/** Flows without faults, for tests. */
final class ValidFlows {
    /** Each member that a flow can have. */
    static final String FULL = """
            {
              "format": 1,
              "key": "wine-train",
              "deadline": "PT1H",
              "processors": {
                "split": {
                  "algorithm": "table.split",
                  "model": { "label": "cultivar", "trainShare": 0.70, "seeds": [7, null] },
                  "input": "#",
                  "retry": { "maxAttempts": 5, "backoff": "PT0.5S", "multiplier": 1.5, "maxBackoff": "PT10S" },
                  "timeout": "PT30S"
                },
                "fit": {
                  "algorithm": "trainer.tree",
                  "modelBytes": { "type": "application/x-seed", "base64": "AQID" },
                  "input": ["split#/train", 3, null]
                },
                "tree": { "algorithm": "classifier.tree", "modelFrom": "fit", "input": "split#/test", "after": ["split"] },
                "notify": { "algorithm": "notify", "input": {}, "after": ["tree"] }
              },
              "output": { "labels": "tree#/labels", "n": 1 }
            }
            """;

    /** A training as people write it. */
    static final String WINE = """
            {
              "format": 1,
              "key": "wine",
              "processors": {
                "split": { "algorithm": "table.split", "model": { "label": "cultivar", "seed": 7 } },
                "fitTree": { "algorithm": "trainer.decisionTree", "model": { "maxDepth": 4 }, "input": "split#/train" },
                "fitBayes": { "algorithm": "trainer.naiveBayes", "input": "split#/train" },
                "tree": { "algorithm": "classifier.decisionTree", "modelFrom": "fitTree", "input": "split#/test" },
                "bayes": { "algorithm": "classifier.naiveBayes", "modelFrom": "fitBayes", "input": "split#/test" },
                "vote": { "algorithm": "ensemble.vote", "input": ["tree", "bayes"] },
                "compare": {
                  "algorithm": "evaluate.compare",
                  "input": {
                    "truth": "split#/test",
                    "predictions": { "tree": "tree", "bayes": "bayes", "vote": "vote" }
                  }
                }
              },
              "output": "compare"
            }
            """;

    private ValidFlows() {}
}
