package dev.dispatch.job;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.JsonSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as its file says it, checked as far as the file alone allows.
 *
 * @param http the {@code http} block, not yet evaluated; null where the job has none
 * @param outputs evaluated after the last step, in this order
 * @param verification checked again later by {@code job assert}; null for none
 * @param source the text it was read from, with the place of every node
 */
public record Job(
        JobKind kind,
        String jobType,
        @Nullable String description,
        Map<String, InputDeclaration> inputs,
        @Nullable TemplateTree http,
        Map<String, CredentialProfile> credentials,
        Dependencies dependencies,
        Scenario scenario,
        Map<String, TemplateTree> outputs,
        @Nullable Condition verification,
        JsonSource source) {

    /** The newest version of the job file that this program knows. */
    public static final int SCHEMA_VERSION = 1;

    public Job {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        credentials = Collections.unmodifiableMap(new LinkedHashMap<>(credentials));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** Every step in the order of the document, those in blocks and in {@code finally} included. */
    public List<Step> steps() {
        return scenario.all();
    }

    /** What references anywhere in the job may begin with, the names of all its loops included. */
    public Roots roots() {
        Roots roots = Roots.ALL;
        for (Step step : steps()) {
            roots = step.roots(roots);
        }
        return roots;
    }

    /** The same job with other steps; its source stays the text it was read from. */
    public Job withScenario(Scenario other) {
        return new Job(
                kind,
                jobType,
                description,
                inputs,
                http,
                credentials,
                dependencies,
                other,
                outputs,
                verification,
                source);
    }
}
