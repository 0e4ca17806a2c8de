package dev.dispatch.archive;

import dev.dispatch.problem.Issue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a bundle was found to hold; nothing is written before this is known.
 *
 * @param sums the SHA-256 sum of every file that is installed
 * @param ignored the files that are not
 * @param warnings what does not keep it from being installed
 */
record Contents(ModuleId id, Map<String, String> sums, List<String> ignored, List<Issue> warnings) {
    Contents {
        sums = Collections.unmodifiableMap(new TreeMap<>(sums));
        ignored = List.copyOf(ignored);
        warnings = List.copyOf(warnings);
    }
}
