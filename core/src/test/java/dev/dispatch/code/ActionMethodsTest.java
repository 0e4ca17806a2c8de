package dev.dispatch.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.json.Json;
import dev.dispatch.sdk.Action;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.DispatchModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ActionMethodsTest {

    record What(String what) {}

    record Real(double value, List<Double> more) {}

    record Circle(List<Circle> inner) {}

    @DispatchModule(name = "sample", version = "1.0.0")
    @NullUnmarked
    static final class Sample {
        private int calls;

        @Action(name = "count", description = "Counts the calls of its object.")
        @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
        private ActionResult<Map<String, Integer>> count(ActionContext<Void> context) {
            calls++;
            return ActionResult.of(Map.of("calls", calls));
        }

        @SuppressWarnings("NullAway") // an author may well return null
        @Action(name = "fail", description = "Fails in some way.")
        ActionResult<Void> fail(ActionContext<Void> context, What input) throws IOException {
            switch (input.what()) {
                case "action" -> throw ActionException.failed("on purpose");
                case "checked" -> throw new IOException("disk");
                case "runtime" -> throw new IllegalStateException("bug");
                case "error" -> throw new StackOverflowError();
                default -> {}
            }
            return null;
        }

        @Action(name = "number", description = "Answers a number that is none.")
        ActionResult<Real> number(ActionContext<Void> context, What input) {
            return ActionResult.of(new Real(input.what().equals("first") ? Double.NaN : 1, List.of(1.0, 1.0 / 0)));
        }

        @Action(name = "circle", description = "Answers what holds itself.")
        ActionResult<Circle> circle(ActionContext<Void> context) {
            List<Circle> inner = new ArrayList<>();
            inner.add(new Circle(inner));
            return ActionResult.of(new Circle(inner));
        }

        @Action(name = "response", description = "Answers a tree that is no JSON.")
        ActionResult<Void> response(ActionContext<Void> context, What input) {
            ObjectNode tree = Json.object();
            ObjectNode inner = tree.putArray("list").addNull().addObject();
            switch (input.what()) {
                case "pojo" -> inner.putPOJO("here", new Object());
                case "infinite" -> inner.put("here", Double.NEGATIVE_INFINITY);
                case "binary" -> inner.put("here", new byte[1]);
                default -> {
                    ObjectNode at = inner;
                    for (int i = 0; i < 600; i++) {
                        at = at.putObject("a");
                    }
                }
            }
            return ActionResult.response(tree);
        }

        @Action(name = "loader", description = "Says whether it sees its own class loader.")
        ActionResult<Map<String, Boolean>> loader(ActionContext<Void> context) {
            return ActionResult.of(Map.of(
                    "own",
                    Objects.equals(Thread.currentThread().getContextClassLoader(), Sample.class.getClassLoader())));
        }

        @Action(name = "credential", description = "Asks for a credential that it does not declare.")
        ActionResult<Void> credential(ActionContext<Void> context) {
            context.credential();
            return ActionResult.none();
        }
    }

    private final Calls calls = Calls.of(Sample.class);

    @Test
    void allCallsAreMadeOnOneObject() throws Exception {
        assertThat(calls.call("count", "{}").exports()).hasToString("{\"calls\":1}");
        assertThat(calls.call("count", "{}").exports()).hasToString("{\"calls\":2}");
    }

    @Test
    void whatTheAuthorsCodeThrowsComesOutAsItWasThrown() {
        assertThatThrownBy(() -> calls.call("fail", "{\"what\":\"action\"}"))
                .isInstanceOf(ActionException.class)
                .hasMessage("on purpose");
        assertThatThrownBy(() -> calls.call("fail", "{\"what\":\"checked\"}"))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
        assertThatThrownBy(() -> calls.call("fail", "{\"what\":\"runtime\"}"))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(e -> assertThat(e.getStackTrace()[0].getMethodName()).isEqualTo("fail"));
        assertThatThrownBy(() -> calls.call("fail", "{\"what\":\"error\"}")).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void nullIsNoResult() {
        assertThatThrownBy(() -> calls.call("fail", "{\"what\":\"null\"}"))
                .isInstanceOf(ActionException.class)
                .hasMessage("The method fail returned null instead of an ActionResult; return ActionResult.none()");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number|first|exports.value is NaN, which JSON has no form for",
                "number|second|exports.more[1] is Infinity, which JSON has no form for",
                "response|pojo|response.list[1].here is a Java object, which is not JSON",
                "response|infinite|response.list[1].here is -Infinity, which JSON has no form for",
                "response|binary|response.list[1].here is a Java object, which is not JSON"
            })
    void whatIsNoJsonIsNamedWithItsPlace(String action, String what, String message) {
        assertThatThrownBy(() -> calls.call(action, "{\"what\":\"" + what + "\"}"))
                .isInstanceOf(ActionException.class)
                .hasMessage(message);
    }

    @Test
    void aTreeThatIsTooDeepToBeReadAgainIsRefused() {
        assertThatThrownBy(() -> calls.call("response", "{\"what\":\"deep\"}"))
                .isInstanceOf(ActionException.class)
                .hasMessageStartingWith("response.list[1].a.a")
                .hasMessageEndingWith("is nested too deep");
    }

    @Test
    void exportsThatHoldThemselvesEnd() {
        assertThatThrownBy(() -> calls.call("circle", "{}"))
                .isInstanceOf(ActionException.class)
                .hasMessage("exports are nested too deep");
    }

    @Test
    void librariesOfTheModuleFindItsClassLoaderWhileItRuns() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try {
            assertThat(calls.call("loader", "{}").exports()).isEqualTo(Json.parse("{\"own\":true}"));
            assertThat(Thread.currentThread().getContextClassLoader()).isNull();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void aCredentialThatIsNotDeclaredIsNotHandedOut() {
        calls.credential("{\"key\":\"k\"}");
        assertThatThrownBy(() -> calls.call("credential", "{}"))
                .isInstanceOf(ActionException.class)
                .hasMessage("The action takes no credential; name its type: ActionContext<ApiKey>");
    }

    @Test
    void noVoidIsExported() {
        assertThat(calls.action("fail").exports()).isNull();
        assertThat(calls.action("count").exports()).isNotNull();
    }
}
