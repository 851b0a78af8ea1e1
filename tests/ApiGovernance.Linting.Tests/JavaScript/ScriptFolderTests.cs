using ApiGovernance.Linting.Rulesets;

namespace ApiGovernance.Linting.Tests.JavaScript;

/// <summary>Where the JavaScript of a ruleset may lie: nothing of the machine is read beyond its project and packages.</summary>
public sealed class ScriptFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("apigov-scripts-").FullName;

    public ScriptFolderTests()
    {
        Write("secret.json", "{\"password\": \"hunter2\"}");
        Write("project/package.json", "{}");
        Write("node_modules/shared/package.json", "{\"name\": \"shared\", \"main\": \"index.js\"}");
        Write("node_modules/shared/index.js", "module.exports = () => [{message: 'shared'}];");
        Write("project/functions/own.js", "export default () => [{message: 'own'}];");
        Write("project/rules/rules.yaml", "functionsDir: ../functions\nfunctions: [F]\nrules: {x: {given: $, message: '{{error}}', then: {function: F}}}\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("import own from './own.js'; export default own;", "own")]
    [InlineData("import shared from 'shared'; export default shared;", "shared")]
    public void The_project_and_its_packages_are_read(string script, string message)
    {
        Write("project/functions/F.js", script);
        RulesetReadResult read = Read();
        read.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        Lint.Run(read.Ruleset, "openapi: 3.1.0\n").ShouldHaveSingleItem().Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("import secret from '../../secret.json'; export default () => [{message: secret.password}];")]
    [InlineData("import secret from 'SECRET'; export default () => [{message: secret.password}];")]
    [InlineData("import secret from './link.json'; export default () => [{message: secret.password}];")]
    [InlineData("const secret = require('SECRET'); module.exports = () => [{message: secret.password}];")]
    [InlineData("import gone from '../../there-is-no-such-file.js'; export default gone;")]
    public void What_lies_elsewhere_is_refused_whether_it_exists_or_not(string script)
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "project/functions/link.json"), Path.Combine(_folder, "secret.json"));
        Write("project/functions/F.js", script.Replace("SECRET", Path.Combine(_folder, "secret.json").Replace('\\', '/'), StringComparison.Ordinal));
        RulesetReadResult read = Read();
        read.Findings.ShouldHaveSingleItem().Message.ShouldContain("outside of the project");
        read.Ruleset.RuleIds.ShouldBeEmpty();
    }

    private RulesetReadResult Read() => RulesetReader.ReadFile(Path.Combine(_folder, "project/rules/rules.yaml"), RulesetReadOptions.Default);

    private void Write(string path, string text)
    {
        string file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
