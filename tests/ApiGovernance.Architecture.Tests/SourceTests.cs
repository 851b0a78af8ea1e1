using System.Text.RegularExpressions;

namespace ApiGovernance.Architecture.Tests;

/// <summary>What every source file keeps to.</summary>
public sealed partial class SourceTests
{
    private const int MostLines = 250;

    [Fact]
    public void No_source_file_is_longer_than_a_reader_can_hold()
    {
        var files = Sources();

        files.ShouldNotBeEmpty();
        files.Select(file => (Path: file, Lines: Repository.Text(file).TrimEnd('\n').Split('\n').Length))
            .Where(file => file.Lines > MostLines)
            .Select(file => $"{file.Path}: {file.Lines} lines")
            .ShouldBeEmpty($"more than {MostLines} lines: a long file is a room with two tenants");
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var found = from file in Sources()
                    from line in Repository.Text(file).Split('\n').Select((text, index) => (Text: text, Number: index + 1))
                    where ForLater().IsMatch(line.Text)
                    select $"{file}:{line.Number}: {line.Text.Trim()}";

        found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("throw new NotImplementedException();", true)]
    [InlineData("// TODO: later", true)]
    [InlineData("// FIXME", true)]
    [InlineData("var autodoc = 1; // nothing", false)]
    public void What_is_left_for_later_is_recognised(string line, bool forLater) => ForLater().IsMatch(line).ShouldBe(forLater);

    private static IReadOnlyList<string> Sources() => Repository.Files("src", "*.cs");

    [GeneratedRegex(@"\b(NotImplementedException|TODO|FIXME|HACK)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ForLater();
}
