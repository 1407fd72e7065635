"""Label Studio: a labeling configuration, tasks to import there, and the JSON it exports."""

from sakat.annotation.label_studio.config import label_config
from sakat.annotation.label_studio.read import read_tasks
from sakat.annotation.label_studio.write import article_to_task, write_tasks

__all__ = ["article_to_task", "label_config", "read_tasks", "write_tasks"]
