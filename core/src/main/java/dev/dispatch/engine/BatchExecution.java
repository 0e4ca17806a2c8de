package dev.dispatch.engine;

import dev.dispatch.batch.BatchRunner;
import dev.dispatch.batch.Row;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.Plan;
import dev.dispatch.record.BatchName;
import dev.dispatch.record.BatchRecords;
import dev.dispatch.record.BatchedRecord;
import dev.dispatch.record.RunHeader;
import dev.dispatch.record.RunIds;
import dev.dispatch.record.RunRecorder;
import dev.dispatch.record.SharedDocuments;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import dev.dispatch.run.JobRunner;
import dev.dispatch.run.RunFacts;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunServices;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Runs each row of a batch and records it. */
final class BatchExecution implements BatchRunner.Work {

    /**
     * What all runs of a batch share.
     *
     * @param count how many runs there are; 0 where nobody knows
     * @param casePath as text
     * @param shared what their records have in common
     */
    record Common(
            EngineSettings settings,
            RunServices services,
            BatchName batch,
            int count,
            String casePath,
            ModuleRegistry registry,
            BatchRecords records,
            SharedDocuments shared) {}

    private final Common common;
    private final Cancellation never = new Cancellation();

    BatchExecution(Common common) {
        this.common = common;
    }

    static RunHeader header(Common common, String runId, Instant start, RunFacts.Batch place, Plan plan) {
        return new RunHeader(
                common.settings().version(), runId, start, common.casePath(), null, place, plan, common.registry());
    }

    @Override
    public RunStatus run(Row row, Plan plan, int worker, Duration late) {
        Instant start = common.settings().clock().instant();
        String runId = RunIds.make(
                start, common.batch().label(row.index()), common.settings().random());
        RunFacts.Batch place = new RunFacts.Batch(common.batch().id(), row.index(), common.count(), worker);
        Secrets secrets = PlanExecution.secrets(plan);
        BatchedRecord record = common.records().begin(runId, row.index());
        RunHeader header = header(common, runId, start, place, plan);
        try (RunRecorder recorder = RunRecorder.create(record, header, new Redactor(secrets), common.shared())) {
            RunResult result = new JobRunner(
                            plan, runId, new RunFacts(runId, place), start, common.services(), secrets, recorder, never)
                    .run();
            Optional<String> where = record.keep(BatchedRecord.Extent.ALL);
            return where.isPresent() ? result.status() : RunStatus.FAILED;
        }
    }
}
