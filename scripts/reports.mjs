/**
 * What the JSON reports of the test runners say, in one form: how many tests there were, and of each
 * that failed its file, its name and the beginning of its message.
 *
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Result
 */
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './run.mjs'

const mostLines = 12

const failure = (file, name, message = '') => {
  const lines = stripVTControlCharacters(message)
    .trim()
    .split('\n')
    .filter((line) => !/node_modules|<anonymous>/.test(line))
    .slice(0, mostLines)
  return [`${relative(root, file)}: ${name}`, ...lines.map((line) => `    ${line}`)].join('\n')
}

/** @returns {Result} */
export function readVitest({ testResults, ...report }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => failure(name, fullName, failureMessages[0])),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [...tests, ...broken.map(({ name, message }) => failure(name, 'the file', message))],
  }
}

/** @returns {Result} */
export function readPlaywright({ stats, errors, suites, config }) {
  const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
  const tests = suites
    .flatMap(specsOf)
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) =>
      failure(`${config.rootDir}/${file}`, title, tests[0]?.results.at(-1)?.error?.message),
    )
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (stats.unexpected ? 0 : errors.length),
    skipped: stats.skipped,
    failures: [...tests, ...errors.map(({ message }) => failure(root, 'e2e', message))],
  }
}
