package pairmill.stage;

import java.io.IOException;
import java.util.List;
import pairmill.queue.Task;

/// The five stages, each for its kind of task.
public record Stages(
    Stage<Task.Extract> extract,
    Stage<Task.Plan> plan,
    Stage<Task.Download> download,
    Stage<Task.Score> score,
    Stage<Task.Publish> publish)
    implements Stage<Task> {
  @Override
  public List<Task> run(Task task) throws IOException, InterruptedException {
    return switch (task) {
      case Task.Extract extractTask -> extract.run(extractTask);
      case Task.Plan planTask -> plan.run(planTask);
      case Task.Download downloadTask -> download.run(downloadTask);
      case Task.Score scoreTask -> score.run(scoreTask);
      case Task.Publish publishTask -> publish.run(publishTask);
    };
  }
}
