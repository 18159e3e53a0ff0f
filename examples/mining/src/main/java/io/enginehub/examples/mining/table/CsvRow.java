package io.enginehub.examples.mining.table;

import java.util.List;

/**
 * The cells of one row of CSV.
 *
 * @param line the line on which the row starts, from 1
 */
record CsvRow(int line, List<String> cells) {}
