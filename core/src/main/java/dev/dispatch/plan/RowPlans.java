package dev.dispatch.plan;

import dev.dispatch.expression.Generator;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.job.InputDeclaration;
import dev.dispatch.job.InputType;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plans of one job for many sets of inputs. The job is checked in full once for each value of the inputs that its
 * transport is made of; for every other set its inputs are typed, and held against the references that they might leave
 * without a value. For one thread.
 */
public final class RowPlans {

    /** Of the members of {@code http}, those that are evaluated anew for each request. */
    private static final Set<String> NOT_SETTLED = Set.of("defaultHeaders", "auth");

    private static final int MOST_KEPT = 64;

    /** What comes of one set of inputs. */
    public sealed interface Planned {

        record Ready(Plan plan) implements Planned {}

        /** The inputs do not fit; the pointers begin with {@code /inputs}, those of references are in the job. */
        record Unfit(List<Issue> issues) implements Planned {
            public Unfit {
                issues = List.copyOf(issues);
            }
        }

        /** The job cannot run with them at all. */
        record Rejected(PreflightResult.Rejected rejected) implements Planned {}
    }

    private final Function<GivenInputs, PreflightResult> check;
    private final Generator generator;
    private final Map<JsonNode, Plan> settled = new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JsonNode, Plan> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private @Nullable Plan first;
    private Set<String> settling = Set.of();
    private List<ReferenceUse> doubtful = List.of();
    private @Nullable GivenInputs last;
    private @Nullable Planned lastPlanned;

    /**
     * Plans of one job.
     *
     * @param check the whole preflight of the job with given inputs
     * @param generator where made values come from
     */
    public RowPlans(Function<GivenInputs, PreflightResult> check, Generator generator) {
        this.check = check;
        this.generator = generator;
    }

    /** The plan of one run. */
    public Planned plan(GivenInputs given) {
        Planned known = lastPlanned;
        if (known == null || !given.equals(last)) {
            known = planned(given);
            last = given;
            lastPlanned = known;
        }
        return known;
    }

    private Planned planned(GivenInputs given) {
        Plan any = first;
        if (any == null) {
            return checked(given);
        }
        IssueList issues = IssueList.about(any.job().source());
        ObjectNode inputs = InputResolution.resolve(any.job().inputs(), given, issues);
        if (!issues.isEmpty()) {
            return new Planned.Unfit(issues.issues());
        }
        Plan base = settled.get(key(inputs));
        if (base == null) {
            return checked(given);
        }
        if (!doubtful.isEmpty()) {
            TreeScope known = new TreeScope(Map.of("input", inputs), generator);
            new GivenValueCheck(base.job(), inputs, known, base.http().policies()).check(doubtful, issues);
            if (!issues.isEmpty()) {
                return new Planned.Unfit(issues.issues());
            }
        }
        return new Planned.Ready(base.called(inputs, base.http(), secrets(base, inputs)));
    }

    private Planned checked(GivenInputs given) {
        return switch (check.apply(given)) {
            case PreflightResult.Rejected rejected -> new Planned.Rejected(rejected);
            case PreflightResult.Ready(Plan plan, var _) -> {
                if (first == null) {
                    first = plan;
                    settling = settling(plan);
                    doubtful = doubtful(plan);
                }
                settled.put(key(plan.inputs()), plan);
                yield new Planned.Ready(plan);
            }
        };
    }

    private ObjectNode key(ObjectNode inputs) {
        ObjectNode key = Json.object();
        for (String name : settling) {
            JsonNode value = inputs.get(name);
            if (value != null) {
                key.set(name, value);
            }
        }
        return key;
    }

    /** A secret of one run is one in all of them. */
    private static List<String> secrets(Plan base, ObjectNode inputs) {
        Set<String> secrets = null;
        for (InputDeclaration input : base.job().inputs().values()) {
            if (SecretValues.isSecret(input)) {
                List<String> own = new ArrayList<>();
                SecretValues.addInput(input, inputs, own);
                secrets = secrets == null ? new LinkedHashSet<>(base.secrets()) : secrets;
                secrets.addAll(own);
            }
        }
        return secrets == null ? base.secrets() : List.copyOf(secrets);
    }

    private static Set<String> settling(Plan plan) {
        Set<String> names = new TreeSet<>();
        plan.job().source().root().path("http").properties().forEach(member -> {
            if (!NOT_SETTLED.contains(member.getKey())) {
                for (ReferenceUse use : TextReferences.in(
                        member.getValue(), Pointer.ROOT, plan.job().roots())) {
                    if (use.reference().root().equals("input")) {
                        names.add(use.reference().name(0));
                    }
                }
            }
        });
        return names;
    }

    /** References that one set of inputs gives a value and another one may not. */
    private static List<ReferenceUse> doubtful(Plan plan) {
        List<ReferenceUse> doubtful = new ArrayList<>();
        JsonNode job = plan.defaults() == null
                ? plan.job().source().root()
                : plan.defaults().document();
        for (ReferenceUse use : TextReferences.in(job, Pointer.ROOT, plan.job().roots())) {
            if (!use.guarded() && use.reference().root().equals("input")) {
                InputDeclaration input = plan.job().inputs().get(use.reference().name(0));
                boolean always = input != null && (input.required() || input.defaultValue() != null);
                boolean inside = use.reference().segments().size() > 1
                        && input != null
                        && (input.type() == InputType.OBJECT || input.type() == InputType.ARRAY);
                if (!always || inside) {
                    doubtful.add(use);
                }
            }
        }
        return doubtful;
    }
}
