package dev.dispatch.engine;

import dev.dispatch.batch.BatchHead;
import dev.dispatch.batch.BatchLedger;
import dev.dispatch.batch.BatchListener;
import dev.dispatch.batch.BatchRun;
import dev.dispatch.batch.BatchRunner;
import dev.dispatch.batch.BatchSettings;
import dev.dispatch.batch.BatchStats;
import dev.dispatch.batch.Pulse;
import dev.dispatch.batch.Row;
import dev.dispatch.batch.RowCheck;
import dev.dispatch.batch.RowsFile;
import dev.dispatch.batch.SameRows;
import dev.dispatch.batch.Starts;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.RowPlans;
import dev.dispatch.plan.Situation;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.record.BatchName;
import dev.dispatch.record.BatchRecords;
import dev.dispatch.record.RunHeader;
import dev.dispatch.record.RunStore;
import dev.dispatch.record.SharedDocuments;
import dev.dispatch.redact.Redactor;
import dev.dispatch.run.RunFacts;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.RunServices;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Runs one job many times: checks it once and every row, then has the rows run and keeps what comes of them. */
final class Batching {

    private static final int SCHEMA_VERSION = 1;
    /** Of more runs the records share files. */
    private static final int MOST_FOLDERS = 200;

    private static final Duration SYNC = Duration.ofSeconds(1);
    private static final int CHECKPOINT_EVERY = 5;

    private final EngineSettings settings;
    private final JobCheck check;
    private final RunServices services;
    private final RunStore runs;
    private final PlanExecution fills;
    private final MemoryStore memory;

    Batching(EngineSettings settings, JobCheck check, RunStore runs, PlanExecution fills, MemoryStore memory) {
        this.settings = settings;
        this.check = check;
        this.services = fills.services();
        this.runs = runs;
        this.fills = fills;
        this.memory = memory;
    }

    /** Whether all rows can run, and with what. */
    private sealed interface Checking {

        record Fit(RowPlans plans, Plan plan, Situation situation) implements Checking {}

        record Fillable(PreflightResult.Rejected rejected, Situation situation) implements Checking {}

        record Refused(RunReply.Refused why) implements Checking {}
    }

    /**
     * Runs a batch to its end.
     *
     * @param fillListener is told of the runs that fill memory before it
     */
    BatchReply run(
            BatchRequest request,
            Path file,
            BatchListener listener,
            RunListener fillListener,
            Cancellation cancellation) {
        Checking checking = checked(request, file);
        List<FilledMemory> filled = List.of();
        if (checking instanceof Checking.Fillable(PreflightResult.Rejected rejected, Situation situation)) {
            MemoryFilling filling = new MemoryFilling(
                    memory, rejected, file, fill -> check.look(fill, file, GivenInputs.NONE, Preflight.Purpose.RUN));
            if (!request.job().resolveDependencies()) {
                return filling.refusal() instanceof RunReply.Refused refused
                        ? new BatchReply.Refused(refused)
                        : new BatchReply.Refused(Refusal.ofRun(rejected, file.toString()));
            }
            MemoryFilling.Filled done = filling.fill(
                    (plan, own, label, path) -> fills.run(plan, own, label, path, fillListener, cancellation),
                    cancellation);
            if (done.refused().isPresent()) {
                return new BatchReply.Refused(done.refused().get());
            }
            filled = done.jobs();
            checking = checked(request, file);
        }
        return switch (checking) {
            case Checking.Fit fit -> started(request, file, fit, filled, listener, cancellation);
            case Checking.Refused(RunReply.Refused why) -> new BatchReply.Refused(why);
            case Checking.Fillable(PreflightResult.Rejected rejected, var _) ->
                new BatchReply.Refused(Refusal.ofRun(rejected, file.toString()));
        };
    }

    private Checking checked(BatchRequest request, Path file) {
        AtomicReference<@Nullable Situation> seen = new AtomicReference<>();
        AtomicReference<@Nullable Problem> unreadable = new AtomicReference<>();
        RowPlans plans = new RowPlans(
                inputs -> switch (check.look(file, file, inputs, Preflight.Purpose.RUN)) {
                    case Checked.Looked(var _, Situation situation, PreflightResult result) -> {
                        seen.set(situation);
                        yield result;
                    }
                    case Checked.Refused(Problem problem) -> {
                        unreadable.set(problem);
                        yield nothingBut(List.of());
                    }
                },
                settings.generator());
        return switch (new RowCheck(request.rows(), plans).check()) {
            case RowCheck.Checked.Fit _ -> fit(request, plans, seen);
            case RowCheck.Checked.Unfit(int count, int unfit, List<Issue> issues) ->
                new Checking.Refused(new RunReply.Refused(
                        rowsRefused(Refusal.ofRun(nothingBut(issues), file.toString()), count, unfit)));
            case RowCheck.Checked.Rejected(var _, PreflightResult.Rejected rejected) -> {
                Problem problem = unreadable.get();
                Situation situation = seen.get();
                yield problem != null || rejected.fillable().isEmpty() || situation == null
                        ? new Checking.Refused(new RunReply.Refused(
                                problem == null ? Refusal.ofRun(rejected, file.toString()) : problem))
                        : new Checking.Fillable(rejected, situation);
            }
        };
    }

    private static Checking fit(BatchRequest request, RowPlans plans, AtomicReference<@Nullable Situation> seen) {
        Situation situation = seen.get();
        Iterator<Row> first = request.rows().iterator();
        if (situation == null || !first.hasNext()) {
            return new Checking.Refused(
                    new RunReply.Refused(Problem.of(ProblemCode.USAGE_ERROR, "There is no row to run")));
        }
        return plans.plan(first.next().inputs()) instanceof RowPlans.Planned.Ready(Plan plan)
                ? new Checking.Fit(plans, plan, situation)
                : new Checking.Refused(new RunReply.Refused(
                        Problem.of(ProblemCode.RUNTIME_ERROR, "What the job needs has changed while it was checked")));
    }

    private static PreflightResult.Rejected nothingBut(List<Issue> issues) {
        return new PreflightResult.Rejected(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                issues,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Problem rowsRefused(Problem problem, int count, int unfit) {
        ObjectNode details = problem.details().deepCopy();
        details.put("rows", count).put("unfitRows", unfit);
        return new Problem(problem.code(), problem.message(), details, problem.issues(), problem.next());
    }

    private BatchReply started(
            BatchRequest request,
            Path file,
            Checking.Fit fit,
            List<FilledMemory> filled,
            BatchListener listener,
            Cancellation cancellation) {
        Instant start = settings.clock().instant();
        BatchName name = BatchName.make(start, settings.random());
        BatchHead head = head(request, file, name, fit.plan(), start);
        BatchStats stats = new BatchStats();
        BatchSample sample = new BatchSample();
        try (BatchRecords records = BatchRecords.create(runs.root(), name);
                BatchLedger ledger = BatchLedger.create(records.folder(), head, stats)) {
            BatchExecution execution = new BatchExecution(
                    common(request, file, name, fit, records, start), stats, ledger, told(listener, sample));
            keepRows(request, fit.plans(), records.folder());
            listener.started(head);
            Starts.End end;
            try (Pulse _ = new Pulse(SYNC, new Upkeep(records, ledger))) {
                end = new BatchRunner(request.rows(), fit.plans(), request.settings()).run(execution, cancellation);
            }
            ObjectNode summary = ledger.finish(
                    settings.clock().instant(),
                    Math.max(0, request.rows().count().orElse(0) - stats.total()));
            return new BatchReply.Finished(
                    summary,
                    stats.aggregates(),
                    sample.runs(),
                    records.folder(),
                    BatchLedger.summaryFile(records.folder()),
                    execution.fault(),
                    end == Starts.End.INTERRUPTION,
                    filled);
        } catch (IOException e) {
            return new BatchReply.Refused(
                    Problem.of(ProblemCode.RUNTIME_ERROR, "The batch cannot be recorded: " + e.getMessage()));
        }
    }

    /** So that what a process that was killed left can run later. */
    private static void keepRows(BatchRequest request, RowPlans plans, Path folder) throws IOException {
        List<String> secrets = null;
        Redactor redactor = null;
        try (RowsFile file = RowsFile.create(folder)) {
            for (Row row : request.rows()) {
                if (!(plans.plan(row.inputs()) instanceof RowPlans.Planned.Ready(Plan plan))) {
                    break;
                }
                if (redactor == null || !plan.secrets().equals(secrets)) {
                    secrets = plan.secrets();
                    redactor = new Redactor(PlanExecution.secrets(plan));
                }
                if (request.rows() instanceof SameRows) {
                    file.add(0, plan.inputs(), redactor);
                    break;
                }
                file.add(row.index(), plan.inputs(), redactor);
            }
        }
    }

    private static BatchListener told(BatchListener listener, BatchSample sample) {
        return new BatchListener() {
            @Override
            public void started(BatchHead head) {
                listener.started(head);
            }

            @Override
            public void finished(BatchRun run) {
                sample.add(run);
                listener.finished(run);
            }
        };
    }

    private BatchExecution.Common common(
            BatchRequest request, Path file, BatchName name, Checking.Fit fit, BatchRecords records, Instant start)
            throws IOException {
        int count = request.rows().count().orElse(0);
        boolean folders = count > 0 && count <= MOST_FOLDERS && request.record() == BatchRequest.Recording.ALL;
        BatchExecution.Common common = new BatchExecution.Common(
                settings,
                services,
                name,
                count,
                file.toString(),
                fit.situation()
                        .registry()
                        .fitting(fit.plan().job().dependencies().modules()),
                runs.root(),
                folders,
                request.record(),
                records,
                null);
        if (folders) {
            return common;
        }
        RunHeader first = common.header(name.id(), start, new RunFacts.Batch(name.id(), 0, count, 0), fit.plan());
        SharedDocuments shared = SharedDocuments.of(first, new Redactor(PlanExecution.secrets(fit.plan())));
        records.share(shared.files());
        return common.sharing(shared);
    }

    private BatchHead head(BatchRequest request, Path file, BatchName name, Plan plan, Instant start) {
        BatchSettings when = request.settings();
        return new BatchHead(
                name.id(),
                settings.version(),
                SCHEMA_VERSION,
                file.toString(),
                plan.job().jobType(),
                request.rows().count().isPresent() ? request.rows().count().getAsInt() : null,
                when.concurrency(),
                when.stagger().toMillis(),
                when.rate().isPresent() ? when.rate().getAsDouble() : null,
                when.duration().map(Duration::toMillis).orElse(null),
                when.maxFailures().isPresent() ? when.maxFailures().getAsInt() : null,
                request.record().word(),
                start,
                null,
                request.words(),
                request.rerunOf());
    }

    /** What is done each second while the batch goes. */
    private static final class Upkeep implements Runnable {

        private final BatchRecords records;
        private final BatchLedger ledger;
        private int count;

        private Upkeep(BatchRecords records, BatchLedger ledger) {
            this.records = records;
            this.ledger = ledger;
        }

        @Override
        public void run() {
            count++;
            try {
                records.sync();
                if (count % CHECKPOINT_EVERY == 0) {
                    ledger.checkpoint();
                }
            } catch (IOException e) {
                // The next append fails of the same cause, and is told.
            }
        }
    }
}
