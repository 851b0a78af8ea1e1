using System.Collections.Concurrent;
using System.Text;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema;

/// <summary>Patterns as the keywords <c>pattern</c> and <c>patternProperties</c> read them (ECMA-262, searched anywhere in the text). Safe for concurrent use.</summary>
public sealed class SchemaPatterns
{
    private readonly ConcurrentDictionary<string, EcmaPattern?> _patterns = new(StringComparer.Ordinal);

    /// <summary>Whether a text matches; null when the pattern cannot be used, or the answer takes too long.</summary>
    public bool? IsMatch(string pattern, string text)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(text);
        return _patterns.GetOrAdd(pattern, static source => EcmaPattern.TryCreate(source, out _))?.Match(Encoding.UTF8.GetBytes(text)) switch
        {
            PatternMatch.Yes => true,
            PatternMatch.No => false,
            _ => null,
        };
    }
}
