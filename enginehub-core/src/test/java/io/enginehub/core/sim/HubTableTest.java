package io.enginehub.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.Hub;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HubTableTest {
    @Test
    void hasEachOperationOfTheHub() {
        Set<String> operations = Arrays.stream(Hub.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(operations, HubTable.TABLE.keySet(), "say in the table what of the simulation stands for it");
    }
}
