"""Trains a LoRA adapter on a dataset that Footnote exported; writes adapter/ and run.json."""

import argparse
import hashlib
import json
import math
import sys
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

import yaml

SPLITS = ("train", "dev", "test")
LIBRARIES = ("trl", "peft", "transformers", "datasets", "accelerate", "torch")


def main() -> None:
    args = read_arguments()
    dataset, output = Path(args.dataset), Path(args.output)
    card = read_card(dataset)
    method = card["format"]
    config = yaml.safe_load((Path(__file__).parent / "config" / f"{method}.yaml").read_text())
    rows = {split: read_rows(dataset, split, method) for split in ("train", "dev")}
    if not rows["train"]:
        sys.exit("There are no rows to train on.")
    if method == "kto":
        config["training"].update(balance(rows["train"]))
    config["training"]["num_train_epochs"] = args.epochs
    if not rows["dev"]:
        config["training"]["eval_strategy"] = "no"
    print(f"{method} on {args.base}: {len(rows['train'])} rows, {len(rows['dev'])} to look at")
    if args.dry_run:
        return
    started = now()
    metrics = train(method, args.base, rows, config, args.quantised, output)
    record = {
        "contentHash": card["contentHash"],
        "method": method,
        "base": args.base,
        "quantised": args.quantised,
        "config": config,
        "versions": {name: version(name) for name in LIBRARIES},
        # JSON knows no NaN, which KTO gives for what a split lacks.
        "metrics": {key: float(one) for key, one in metrics.items() if math.isfinite(one)},
        "adapterFiles": digest_adapter(output / "adapter"),
        "startedAt": started,
        "endedAt": now(),
    }
    # Last, so that a run that was cut off has none.
    (output / "run.json").write_text(json.dumps(record, indent=2) + "\n")


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dataset", required=True, help="folder of the export")
    parser.add_argument("--output", required=True, help="folder for adapter/ and run.json")
    parser.add_argument("--base", required=True, help="an open model: its name or folder")
    parser.add_argument("--quantised", type=is_true, default=False, help="QLoRA: true or false")
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--dry-run", action="store_true", help="read everything, train nothing")
    return parser.parse_args()


def is_true(word: str) -> bool:
    if word not in ("true", "false"):
        raise argparse.ArgumentTypeError("true or false")
    return word == "true"


def read_card(dataset: Path) -> dict:
    """The card, after a look whether the rows are still its own: as Footnote counts them."""
    card = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))
    if card["format"] not in ("sft", "dpo", "kto"):
        sys.exit(f"{card['format']} trains nothing: use sft, dpo or kto.")
    names = {*card["files"], *(f"{split}.jsonl" for split in SPLITS)}
    if any(Path(name).name != name for name in names):
        sys.exit("The card names files elsewhere.")
    lines = "".join(
        f"{name}\0{hashlib.sha256((dataset / name).read_bytes()).hexdigest()}\n"
        for name in sorted(names)
    )
    if hashlib.sha256(lines.encode()).hexdigest() != card["contentHash"]:
        sys.exit("The rows are not those of the card: export the dataset again.")
    return card


COLUMNS = {
    "sft": ("messages",),
    "dpo": ("prompt", "chosen", "rejected"),
    "kto": ("prompt", "completion", "label"),
}


def read_rows(dataset: Path, split: str, method: str) -> list[dict]:
    """Columns that TRL knows, and no others: an id of ours is nothing to learn from."""
    rows = []
    for number, line in enumerate(read_lines(dataset / f"{split}.jsonl"), 1):
        row = json.loads(line)
        missing = [name for name in COLUMNS[method] if name not in row]
        if missing:
            sys.exit(f"Row {number} of {split}.jsonl has no {', '.join(missing)}.")
        rows.append({name: row[name] for name in COLUMNS[method]})
    if method != "sft":
        return rows
    # Only the answer is learnt, not the passages that the prompt holds.
    return [{"prompt": row["messages"][:-1], "completion": row["messages"][-1:]} for row in rows]


def read_lines(file: Path) -> list[str]:
    # Not by splitlines, which also ends a line at signs that JSON leaves as they are.
    return [line for line in file.read_text(encoding="utf-8").split("\n") if line]


def balance(rows: list[dict]) -> dict:
    """Weights that let likes and dislikes count alike, where one is rarer."""
    likes = sum(1 for row in rows if row["label"])
    dislikes = len(rows) - likes
    if likes == 0 or dislikes == 0:
        sys.exit("KTO needs likes and dislikes: there is only one kind.")
    if likes >= dislikes:
        return {"desirable_weight": 1.0, "undesirable_weight": likes / dislikes}
    return {"desirable_weight": dislikes / likes, "undesirable_weight": 1.0}


def train(method: str, base: str, rows: dict, config: dict, quantised: bool, output: Path) -> dict:
    # Here, so that --dry-run asks for none of it.
    import torch
    from datasets import Dataset
    from peft import LoraConfig
    from transformers import BitsAndBytesConfig
    from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, SFTConfig, SFTTrainer

    configs = {"sft": SFTConfig, "dpo": DPOConfig, "kto": KTOConfig}
    trainers = {"sft": SFTTrainer, "dpo": DPOTrainer, "kto": KTOTrainer}
    if not torch.cuda.is_available():
        if quantised:
            sys.exit("A base of 4 bits needs a GPU: run it there, or without --quantised true.")
        print("No GPU: this takes very long for any real model.")
        config["training"].update(use_cpu=True, bf16=False, model_init_kwargs={"dtype": "float32"})
    trainer = trainers[method](
        model=base,
        args=configs[method](output_dir=str(output / "work"), **config["training"]),
        train_dataset=Dataset.from_list(rows["train"]),
        eval_dataset=Dataset.from_list(rows["dev"]) if rows["dev"] else None,
        peft_config=LoraConfig(**config["lora"]),
        quantization_config=BitsAndBytesConfig(**config["quantisation"]) if quantised else None,
    )
    metrics = trainer.train().metrics
    if rows["dev"]:
        metrics |= trainer.evaluate()
    trainer.save_model(str(output / "adapter"))
    return metrics


def digest_adapter(adapter: Path) -> dict[str, str]:
    """SHA-256 of the files that make the adapter what it is, read piece by piece."""
    digests = {}
    for file in [adapter / "adapter_config.json", *sorted(adapter.glob("*.safetensors"))]:
        digest = hashlib.sha256()
        with file.open("rb") as stream:
            while piece := stream.read(1 << 20):
                digest.update(piece)
        digests[file.name] = digest.hexdigest()
    return digests


def now() -> str:
    return datetime.now(timezone.utc).isoformat()


if __name__ == "__main__":
    main()
