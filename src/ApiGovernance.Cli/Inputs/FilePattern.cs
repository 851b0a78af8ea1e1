using System.Text;
using System.Text.RegularExpressions;

namespace ApiGovernance.Cli.Inputs;

/// <summary>A pattern of paths in quotes: <c>*</c> within a folder, <c>**</c> through folders, <c>?</c> one character.</summary>
internal sealed class FilePattern
{
    private readonly Regex _regex;

    public FilePattern(string pattern)
    {
        string path = pattern.Replace('\\', '/');
        string fixedPart = path[..path.IndexOfAny(['*', '?'])];
        Folder = fixedPart[..(fixedPart.LastIndexOf('/') + 1)];
        _regex = new Regex(Expression(path[Folder.Length..]), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>What stands before the first folder with a wildcard, with its slash; empty for none.</summary>
    public string Folder { get; }

    public static bool IsPattern(string text) => text.Contains('*', StringComparison.Ordinal) || text.Contains('?', StringComparison.Ordinal);

    /// <param name="path">Below <see cref="Folder"/>, with forward slashes.</param>
    public bool Matches(string path) => _regex.IsMatch(path);

    private static string Expression(string pattern)
    {
        StringBuilder expression = new(@"\A");
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*' && i + 1 < pattern.Length && pattern[i + 1] == '*')
            {
                // `**/` is any number of folders, none too.
                bool folders = i + 2 < pattern.Length && pattern[i + 2] == '/';
                expression.Append(folders ? "(?:.*/)?" : ".*");
                i += folders ? 2 : 1;
            }
            else
            {
                expression.Append(pattern[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    char c => Regex.Escape(c.ToString()),
                });
            }
        }

        return expression.Append(@"\z").ToString();
    }
}
