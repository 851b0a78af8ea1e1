using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.OpenApi.Tests.Documents;

/// <summary>The quick reader and the full parser give the same tree, places and styles, or the quick one leaves the text to the parser.</summary>
public sealed class YamlSubsetTests
{
    [Fact]
    public void Published_documents_are_read_alike()
    {
        string folder = RepositoryPaths.RequireShared();
        string[] files = [.. Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        files.Length.ShouldBeGreaterThan(100);

        string[] left = [.. files.Where(file => !SameOrLeft(File.ReadAllBytes(file), Path.GetRelativePath(folder, file)))];

        left.ShouldBeEmpty();
    }

    // Where the text after the colon is all that is special: one construct each, at the end of a mapping and before another key.
    [Theory]
    [InlineData("|\n    l1\n\n     l2\n")]
    [InlineData("|-\n    l1\n\n\n")]
    [InlineData("|+ # c\n    l1\n\n\n")]
    [InlineData(">\n\n    f1\n    f2\n\n      m1\n    f3\n")]
    [InlineData(">-\n    f1\n    \tt\n    f2\n")]
    [InlineData("|2\n     i\n    j\n")]
    [InlineData("|\n")]
    [InlineData("'it''s'\n")]
    [InlineData("'s1\n\n    s2 '  # c\n")]
    [InlineData("\"d1 \\\n    d2\\n\\u00e9\\x41 \\ \n\n    d3\"\n")]
    [InlineData("\"\\ud83d\\ude00\"\n")]
    [InlineData("p1 #c\n")]
    [InlineData("p1\n    p2\n\n    p3 # c\n")]
    [InlineData("\n    p1\n    p2\n")]
    [InlineData("[1, a, \"b\", 'c' , {d: e, \"f\":g}, []]\n")]
    [InlineData("[ # c\n    1,\n    2,\n    ]\n")]
    [InlineData("{a: http://x/y, b: -1, c: x y}\n")]
    [InlineData("\n  - 1\n  -\n  - - a\n    - b\n  - k: 1\n    j: 2\n")]
    [InlineData("\n    - 1\n    # c\n    - 2\n")]
    [InlineData("\n")]
    [InlineData("~\n")]
    [InlineData("0x1F\n")]
    [InlineData("+1.50\n")]
    [InlineData("é😀\u2028\n")]
    public void One_construct_is_read_alike(string value)
    {
        foreach (string text in (string[])[$"top:\n  key: {value}", $"top:\n  key: {value}  \"next\": x\n201 : y", $"top:\n  key: {value}\n".Replace("\n", "\r\n", StringComparison.Ordinal)])
            SameOrLeft(Encoding.UTF8.GetBytes(text), text).ShouldBeTrue(text);
    }

    [Theory]
    [InlineData("a: &x 1\nb: *x\n")]
    [InlineData("a: !!str 1\n")]
    [InlineData("? a\n: b\n")]
    [InlineData("%YAML 1.2\n---\na: 1\n")]
    [InlineData("a: {<<: {b: 1}}\n")]
    [InlineData("a:\n\tb: 1\n")]
    [InlineData("a: .inf\n")]
    [InlineData("a: 1\n---\nb: 1\n")]
    [InlineData("a: \"x\ny\"\n")]
    [InlineData("a: 1\n  b: 2\n")]
    [InlineData("a: 1\rb: 2\n")]
    public void Everything_else_is_left_to_the_parser(string text) => SameOrLeft(Encoding.UTF8.GetBytes(text), text).ShouldBeFalse();

    [Fact]
    public void Random_texts_are_read_alike()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 4000; i++)
        {
            string text = RandomYaml.Text(random, damage: true);
            read += SameOrLeft(Encoding.UTF8.GetBytes(text), $"seed {seed}, text {i}:\n{text}") ? 1 : 0;
        }

        read.ShouldBeGreaterThan(1000, $"seed {seed}");
    }

    /// <returns>False when the quick reader left the text to the parser.</returns>
    private static bool SameOrLeft(byte[] bytes, string name)
    {
        var source = new SourceText("a.yaml", bytes, 0);
        var quick = new TreeBuilder(source, ReadLimits.Default);
        if (!YamlSubset.TryRead(quick))
            return false;

        TreeBuilder full = YamlText.ReadByParser(source, ReadLimits.Default);
        // The parser knows no blank line at the start of a block scalar that is longer than a stated indentation (|2); js-yaml reads it.
        if (full.HasSyntaxError && full.Findings[^1].Message.Contains("spaces in", StringComparison.Ordinal))
            return true;
        quick.Failed.ShouldBe(full.Failed, name + full.Findings.LastOrDefault()?.Message);
        quick.Findings.Select(f => (f.RuleId, f.Source)).ShouldBe(full.Findings.Select(f => (f.RuleId, f.Source)), name);
        if (!full.Failed)
            Same(quick.Root!, full.Root!, name);
        return true;
    }

    private static void Same(DocumentNode quick, DocumentNode full, string name)
    {
        (quick.Kind, quick.Style, quick.Text, quick.Start, quick.End).ShouldBe((full.Kind, full.Style, full.Text, full.Start, full.End), name);
        quick.Members.Select(m => (m.Name, m.NameStart, m.NameEnd)).ShouldBe(full.Members.Select(m => (m.Name, m.NameStart, m.NameEnd)), name);
        quick.Items.Count.ShouldBe(full.Items.Count, name);
        for (int i = 0; i < full.Members.Count; i++)
            Same(quick.Members[i].Value, full.Members[i].Value, name);
        for (int i = 0; i < full.Items.Count; i++)
            Same(quick.Items[i], full.Items[i], name);
    }
}
