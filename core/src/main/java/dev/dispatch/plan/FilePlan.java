package dev.dispatch.plan;

import dev.dispatch.http.RequestFiles;
import java.util.List;

/**
 * The files that requests of a run carry.
 *
 * @param known names that are settled before the run, as they are written and in the order of the steps
 */
public record FilePlan(RequestFiles reader, List<String> known) {

    public FilePlan {
        known = List.copyOf(known);
    }
}
