package dev.dispatch.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.sdk.ActionException;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class ExitGuardTest {

    @Test
    void whatWouldEndTheProcessFailsTheCallInstead() throws ReflectiveOperationException {
        IntUnaryOperator exits = made("""
                public class A implements java.util.function.IntUnaryOperator {
                    public int applyAsInt(int way) {
                        Object kept = way == 9 ? new B() : "text";
                        try {
                            switch (way) {
                                case 0 -> System.exit(way);
                                case 1 -> Runtime.getRuntime().exit(way);
                                case 2 -> Runtime.getRuntime().halt(way);
                                default -> { return kept.hashCode() * 0 + 7; }
                            }
                        } catch (IllegalStateException e) {
                            return 1;
                        }
                        return 2;
                    }
                    static class B {}
                }
                """);
        for (int way = 0; way < 3; way++) {
            int each = way;
            assertThatThrownBy(() -> exits.applyAsInt(each))
                    .isInstanceOf(ActionException.class)
                    .hasMessageContaining("end the whole program");
        }
        assertThat(exits.applyAsInt(9)).isEqualTo(7);
    }

    @Test
    void otherMethodsOfThatNameStayAsTheyAre() throws ReflectiveOperationException {
        IntUnaryOperator own = made("""
                public class A implements java.util.function.IntUnaryOperator {
                    int left;
                    void exit(int status) { left = status; }
                    public int applyAsInt(int way) { exit(way); System.nanoTime(); return left; }
                }
                """);
        assertThat(own.applyAsInt(5)).isEqualTo(5);
    }

    @Test
    void aClassWithoutSuchACallIsNotTouched() {
        Map<String, byte[]> classes = Sources.classes("class A { long time() { return System.nanoTime(); } }");
        byte[] bytes = Objects.requireNonNull(classes.get("A"));
        assertThat(ExitGuard.guarded(bytes, classes::get, getClass().getClassLoader()))
                .isSameAs(bytes);
    }

    private static IntUnaryOperator made(String source) throws ReflectiveOperationException {
        Class<?> type = ModuleClasses.of("test", Sources.classes(source)).loadClass("A");
        return (IntUnaryOperator) type.getConstructor().newInstance();
    }
}
