package dev.dispatch.cli.command;

import dev.dispatch.job.Job;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Advises the run that fills what memory lacks, where that is all a job lacks. */
final class FillAdvice {

    static final String RESOLVE = "--resolve-deps";

    private FillAdvice() {}

    /** @param fillable the job, where a run with the option would start */
    static Problem add(Problem problem, Optional<Job> fillable, JobInputs inputs, String reference) {
        Optional<List<String>> again = fillable.flatMap(inputs::again);
        if (again.isEmpty()) {
            return problem;
        }
        List<String> words = new ArrayList<>(List.of("job", "run", Options.CASE, reference));
        words.addAll(again.get());
        words.add(RESOLVE);
        List<NextAction> next = new ArrayList<>(problem.next());
        next.add(new NextAction(words, "fill what memory lacks, then run the job"));
        return problem.next(next);
    }
}
