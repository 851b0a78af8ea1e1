using ApiGovernance.Cli.Inputs;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.RulesetTests;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.RulesetTests;

/// <summary>The cases of one file, run.</summary>
/// <param name="Problems">What is wrong in the ruleset: a rule that does not run has no results.</param>
/// <param name="Untested">Rules of which no case expects a finding.</param>
internal sealed record RulesetTestRun(string Path, IReadOnlyList<RulesetTestResult> Results, IReadOnlyList<Finding> Problems, IReadOnlyList<string> Untested)
{
    private static readonly string[] Endings = [".test.yaml", ".test.yml", ".test.json"];

    /// <summary>The test files that an argument names: itself, those of a folder, or those beside a ruleset.</summary>
    /// <exception cref="CommandRefusal">There are none.</exception>
    public static IReadOnlyList<string> FilesOf(string argument)
    {
        string[] files = Directory.Exists(argument) ? [.. FolderFiles.Below(argument).Where(IsTest).Select(file => argument.TrimEnd('/', '\\') + "/" + file)]
            : !File.Exists(argument) ? throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"There is no file {argument}.", "Give test cases (*.test.yaml), a ruleset with some beside it, or a folder.")
            : IsTest(argument) ? [argument]
            : [.. Endings.Select(ending => System.IO.Path.ChangeExtension(argument, null) + ending).Where(File.Exists)];
        return files.Length > 0 ? files : throw new CommandRefusal(
            ExitCodes.DocumentUnreadable, $"There are no test cases for {argument}.", $"Write them to {System.IO.Path.ChangeExtension(argument, null)}{Endings[0]}.");
    }

    /// <exception cref="CommandRefusal">The file or its ruleset cannot be read.</exception>
    public static RulesetTestRun Of(string path, RulesetReadOptions options)
    {
        (RulesetTestFile? file, IReadOnlyList<Finding> findings) = RulesetTestReader.Read(DocumentReader.Read(path.Replace('\\', '/'), File.ReadAllBytes(path)));
        if (file is null)
            throw new PolicyRefusal(findings);
        string folder = System.IO.Path.GetDirectoryName(path) ?? "";
        string beside = System.IO.Path.Combine(folder, file.Ruleset).Replace('\\', '/');
        RulesetReadResult read = RulesetReader.ReadFile(File.Exists(beside) ? beside : file.Ruleset, options);
        if (read.IsFatal)
            throw new PolicyRefusal(read.Findings);
        IReadOnlyList<RulesetTestResult> results = RulesetTestRunner.Run(file, read.Ruleset, document => Load(System.IO.Path.Combine(folder, document)));
        return new RulesetTestRun(path, results, [.. read.Findings.Where(finding => finding.Severity == Severity.Error)], RulesetTestRunner.Untested(read.Ruleset, file.Cases));
    }

    public static bool IsTest(string path) => Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static DocumentBundle Load(string path) => File.Exists(path) ? DocumentBundle.FromFile(path) : throw new CommandRefusal(
        ExitCodes.DocumentUnreadable, $"There is no file {path}.", "Correct `document`; the path is relative to the test file.");
}
