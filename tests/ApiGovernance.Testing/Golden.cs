using System.Runtime.CompilerServices;
using System.Text;

namespace ApiGovernance.Testing;

/// <summary>
/// Approved outputs: <c>Goldens/&lt;name&gt;.approved.txt</c> beside the test that asks. On a difference the output is written
/// beside it as <c>.received.txt</c>; <c>./test.sh --accept</c> (that is, <c>APIGOV_ACCEPT=1</c>) approves every output.
/// </summary>
public static class Golden
{
    private const int Context = 2;

    /// <summary>Fails the test unless the output is the approved one. Line ends do not matter.</summary>
    public static void Match(string actual, string name, [CallerFilePath] string testFile = "")
    {
        ArgumentNullException.ThrowIfNull(actual);
        var accept = Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1";
        Match(actual, Path.Combine(Path.GetDirectoryName(testFile)!, "Goldens", name), accept);
    }

    internal static void Match(string actual, string pathWithoutSuffix, bool accept)
    {
        var approvedPath = pathWithoutSuffix + ".approved.txt";
        var receivedPath = pathWithoutSuffix + ".received.txt";
        var received = Normalise(actual);
        var approved = File.Exists(approvedPath) ? Normalise(File.ReadAllText(approvedPath)) : null;
        if (received == approved || accept)
        {
            if (received != approved)
                Write(approvedPath, received);
            File.Delete(receivedPath);
            return;
        }

        Write(receivedPath, received);
        var difference = approved is null ? "There is no approved output yet." : Describe(approved, received);
        Assert.Fail($"""
            The output is not the approved one.
            {difference}
            approved: {approvedPath}
            received: {receivedPath}
            If the received output is right: ./test.sh --accept, then commit the change.
            """);
    }

    private static void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private static string Normalise(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The stretch between the first and the last line that differ, with a little of what is around it.</summary>
    private static string Describe(string approved, string received)
    {
        var before = approved.Split('\n');
        var after = received.Split('\n');
        var head = 0;
        while (head < before.Length && head < after.Length && before[head] == after[head])
            head++;
        var tail = 0;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;

        var text = new StringBuilder($"First difference at line {head + 1} (- approved, + received):\n");
        Append(text, ' ', before.AsSpan(Math.Max(0, head - Context)..head));
        Append(text, '-', before.AsSpan(head..(before.Length - tail)));
        Append(text, '+', after.AsSpan(head..(after.Length - tail)));
        Append(text, ' ', before.AsSpan((before.Length - tail)..Math.Min(before.Length, before.Length - tail + Context)));
        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, char mark, ReadOnlySpan<string> lines)
    {
        const int atMost = 40;
        foreach (var line in lines[..Math.Min(lines.Length, atMost)])
            text.Append(mark).Append(' ').Append(line).Append('\n');
        if (lines.Length > atMost)
            text.Append(mark).Append($" ... {lines.Length - atMost} more lines\n");
    }
}
