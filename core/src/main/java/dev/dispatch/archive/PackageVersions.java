package dev.dispatch.archive;

import dev.dispatch.module.VersionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The versions of a package, as the metadata of a registry has them. */
final class PackageVersions {

    /** The tag of what is installed where nothing is asked for. */
    static final String LATEST = "latest";

    private final JsonNode metadata;

    PackageVersions(JsonNode metadata) {
        this.metadata = metadata;
    }

    /** All that are semantic versions, the highest first. */
    List<String> all() {
        List<String> versions = new ArrayList<>();
        metadata.path("versions").propertyNames().forEach(version -> {
            if (VersionRange.isVersion(version)) {
                versions.add(version);
            }
        });
        versions.sort((a, b) -> VersionRange.compare(b, a));
        return versions;
    }

    /** What a text asks for: a version, a tag such as {@code latest}, or the highest version of a range. */
    Optional<String> wanted(String asked) {
        List<String> all = all();
        if (VersionRange.isVersion(asked)) {
            return all.contains(asked) ? Optional.of(asked) : Optional.empty();
        }
        String tagged = metadata.path("dist-tags").path(asked).asString("");
        if (!tagged.isEmpty()) {
            return all.contains(tagged) ? Optional.of(tagged) : Optional.empty();
        }
        return VersionRange.parse(asked)
                .flatMap(range -> all.stream().filter(range::contains).findFirst());
    }

    /** Where a version's package lies and what is promised of it. */
    JsonNode dist(String version) {
        return metadata.path("versions").path(version).path("dist");
    }
}
