package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.SecretSearch;
import dev.dispatch.redact.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Searches a record, of a run that was killed too, for values of environment variables in all forms. */
public final class LeakCheck {

    private final RunRecord run;
    private final RecordReader reader;
    private final Map<String, String> environment;
    private final List<LeakReport.Variable> searched = new ArrayList<>();
    private final List<LeakReport.Variable> notSearched = new ArrayList<>();
    private final List<LeakReport.Unread> unread = new ArrayList<>();
    private int files;

    private LeakCheck(RunRecord run, Map<String, String> environment) {
        this.run = run;
        this.reader = new RecordReader(run.runDir());
        this.environment = environment;
    }

    /** For the variables of the job's credentials and secret expressions, and all with a sensitive name. */
    public static LeakReport check(RunRecord run, Map<String, String> environment) {
        LeakCheck check = new LeakCheck(run, environment);
        return check.search(LeakVariables.of(check.jobs(), environment));
    }

    /** For the named variables only; those that are not set or too short are among {@code notSearched}. */
    public static LeakReport check(RunRecord run, Map<String, String> environment, List<String> names) {
        return new LeakCheck(run, environment).search(LeakVariables.named(names, environment));
    }

    private LeakReport search(List<LeakVariables.Variable> variables) {
        Map<String, String> values = new LinkedHashMap<>();
        Secrets secrets = new Secrets();
        for (LeakVariables.Variable variable : variables) {
            String obstacle = variable.obstacle();
            var told =
                    new LeakReport.Variable(variable.name(), variable.reason().word(), obstacle);
            if (obstacle == null) {
                String value = environment.getOrDefault(variable.name(), "");
                values.put(variable.name(), value);
                secrets.add(value);
                searched.add(told);
            } else {
                notSearched.add(told);
            }
        }
        Redactor redactor = new Redactor(secrets);
        LeakSearch search = new LeakSearch(new SecretSearch(values), redactor);
        for (String file : reader.files((name, why) -> leave(redactor.text(name), why))) {
            search.name(file);
            content(file, search, redactor);
        }
        return new LeakReport(run, searched, notSearched, files, search.findings(), unread);
    }

    private void content(String file, LeakSearch search, Redactor redactor) {
        byte[] content;
        try {
            content = reader.bytes(file);
        } catch (ProblemException e) {
            leave(redactor.text(file), redactor.text(e.problem().message()));
            return;
        }
        files++;
        search.content(file, content);
    }

    private void leave(String file, String why) {
        unread.add(new LeakReport.Unread(file, why));
    }

    /** The recorded job and the jobs it calls. */
    private List<JsonNode> jobs() {
        List<JsonNode> jobs = new ArrayList<>();
        jobs.add(reader.object(RecordFiles.JOB).orElseGet(Json::object));
        for (String file : reader.files((_, _) -> {})) {
            if (file.startsWith(RecordFiles.CALLED + "/") && file.endsWith(".json")) {
                reader.object(file).ifPresent(jobs::add);
            }
        }
        return jobs;
    }
}
