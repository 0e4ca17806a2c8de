package dev.dispatch.cli.command;

import dev.dispatch.batch.BatchSettings;
import dev.dispatch.batch.DataRows;
import dev.dispatch.batch.EachRows;
import dev.dispatch.batch.Rows;
import dev.dispatch.batch.SameRows;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.engine.BatchRequest;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.plan.GivenInputs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** {@code job run-many}: runs a job once for each row of inputs. */
final class JobRunManyCommand implements Command {

    private static final String COUNT = "--count";
    private static final String DATA = "--data";
    private static final String EACH = "--each";
    private static final int MEBIBYTE = 1024 * 1024;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("job run-many", "Run a job many times, with other inputs each time.");
        spec.addOption(Options.casePath());
        spec.addOption(Options.text(COUNT, "N", "how many runs, all with the same inputs"));
        spec.addOption(Options.text(
                DATA,
                "FILE|-",
                "a run for each row of a CSV file (names first) or of JSON Lines; - reads standard input"));
        spec.addOption(Options.repeated(
                EACH,
                "NAME=1..50",
                "a run for each value of an input: a range or a,b,c; of several, each combination"));
        JobInputs.addTo(spec);
        spec.addOption(Options.flag(FillAdvice.RESOLVE, "first run the jobs that fill what memory lacks"));
        return BatchOptions.addTo(spec);
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    @Override
    public CommandResult run(Invocation invocation) {
        BatchOptions options = new BatchOptions(invocation);
        JobInputs inputs = new JobInputs(invocation);
        BatchSettings settings = options.settings();
        GivenInputs all = inputs.read();
        Rows rows = rows(invocation, all, settings.duration());
        JobRequest job =
                new JobRequest(invocation.required(Options.CASE), all, invocation.flag(FillAdvice.RESOLVE), null);
        BatchRequest request = new BatchRequest(job, rows, words(invocation), settings, options.recording(), null);
        return options.run(
                request,
                refused -> CommandResult.failure(
                        FillAdvice.add(refused.problem(), refused.fillable(), inputs, job.reference())));
    }

    private static String words(Invocation invocation) {
        if (invocation.text(DATA).isPresent()) {
            return "data " + invocation.required(DATA);
        }
        List<String> each = invocation.texts(EACH);
        return each.isEmpty() ? "the same inputs for all" : "each " + String.join(", ", each);
    }

    private static Rows rows(Invocation invocation, GivenInputs all, Optional<Duration> duration) {
        boolean count = invocation.text(COUNT).isPresent();
        Optional<String> data = invocation.text(DATA);
        List<String> each = invocation.texts(EACH);
        int ways = (count ? 1 : 0) + (data.isPresent() ? 1 : 0) + (each.isEmpty() ? 0 : 1);
        if (ways > 1 || (ways == 0 && duration.isEmpty())) {
            throw invocation.usage("Say how many runs there are in one way: " + COUNT + " N, " + DATA + " FILE or "
                    + EACH + " NAME=VALUES" + (ways == 0 ? " (or " + BatchOptions.DURATION + " alone)" : ""));
        }
        if (data.isPresent()) {
            byte[] bytes = new DataFile(invocation, DATA, DataRows.MOST_BYTES / MEBIBYTE).read(data.get());
            return DataRows.of(
                    data.get().equals(JsonFile.STANDARD_INPUT) ? "standard input" : data.get(), bytes, null, all);
        }
        if (!each.isEmpty()) {
            return EachRows.of(each, all);
        }
        OptionalInt runs = count ? OptionalInt.of(invocation.number(COUNT, 1, Rows.MOST, 1)) : OptionalInt.empty();
        return new SameRows(runs, all);
    }
}
