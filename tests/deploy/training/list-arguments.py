"""Prints what the libraries' configurations take: arguments.json is its output."""

import dataclasses
import inspect
import json
from importlib.metadata import version

from peft import LoraConfig
from transformers import BitsAndBytesConfig
from trl import DPOConfig, KTOConfig, SFTConfig


def fields(config: type) -> list[str]:
    return sorted(field.name for field in dataclasses.fields(config) if field.init)


taken = inspect.signature(BitsAndBytesConfig.__init__).parameters
print(
    json.dumps(
        {
            "versions": {name: version(name) for name in ("trl", "peft", "transformers")},
            "sft": fields(SFTConfig),
            "dpo": fields(DPOConfig),
            "kto": fields(KTOConfig),
            "lora": fields(LoraConfig),
            "quantisation": sorted(name for name in taken if name not in ("self", "kwargs")),
        },
        indent=2,
    )
)
