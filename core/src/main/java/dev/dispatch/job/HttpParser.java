package dev.dispatch.job;

import dev.dispatch.auth.AuthForm;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the block {@code http}. */
final class HttpParser {

    private static final Set<String> MEMBERS = Set.of("baseUrl", "defaultHeaders", "timeout", "auth", "proxy", "tls");

    private HttpParser() {}

    /** Null where the job has no such block, or one that cannot be used. */
    static @Nullable TemplateTree parse(Members job, IssueList issues) {
        Optional<Members> found = job.object("http");
        if (found.isEmpty()) {
            return null;
        }
        Members block = found.get().allow(MEMBERS, Set.of());
        block.text("baseUrl");
        block.text("timeout");
        if (block.has("tls") || block.has("proxy")) {
            NetworkMembers.tls(block, issues);
            NetworkMembers.proxy(block, issues);
        }
        block.object("defaultHeaders").ifPresent(headers -> headers.each((name, _) -> headers.anyText(name)));
        block.node("auth").ifPresent(auth -> AuthForm.check(auth, block.pointer("auth"), issues));
        return TemplateTree.compile(job.node("http").orElseThrow(), block.pointer(), JobRoots.PAYLOAD)
                .orReport(issues::add)
                .orElse(null);
    }
}
