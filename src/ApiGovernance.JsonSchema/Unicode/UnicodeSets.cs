using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace ApiGovernance.JsonSchema.Unicode;

/// <summary>
/// Code points by property, from Unicode 17 (Joining_Type, Bidi_Class and Canonical_Combining_Class from 14). The tables are our
/// own because those of .NET have only the general category, and have nothing for scripts. See generate.mjs.
/// </summary>
internal static class UnicodeSets
{
    private static readonly Lazy<Dictionary<string, CodePointSet>> s_sets = new(Load);

    /// <param name="name">As <c>gc=Lu</c>, <c>sc=Greek</c>, <c>scx=Grek</c>, <c>Alphabetic</c>, <c>jt=D</c>, <c>bc=AL</c>, <c>ccc=9</c>.</param>
    public static CodePointSet? Find(string name) => s_sets.Value.GetValueOrDefault(name);

    public static CodePointSet Get(string name) => s_sets.Value[name];

    /// <summary>What <c>\p{...}</c> of ECMA-262 stands for; null when there is no such property.</summary>
    public static CodePointSet? FindProperty(string expression)
    {
        int equals = expression.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return IsInternal(expression) ? null : Find("gc=" + expression) ?? Find(expression);
        string? property = expression[..equals] switch
        {
            "General_Category" or "gc" => "gc=",
            "Script" or "sc" => "sc=",
            "Script_Extensions" or "scx" => "scx=",
            _ => null,
        };
        return property is null ? null : Find(property + expression[(equals + 1)..]);
    }

    private static bool IsInternal(string name) => name.Contains('=', StringComparison.Ordinal);

    private static Dictionary<string, CodePointSet> Load()
    {
        using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("properties.bin")!;
        using var brotli = new BrotliStream(resource, CompressionMode.Decompress);
        using var unpacked = new MemoryStream(64 * 1024);
        brotli.CopyTo(unpacked);
        ReadOnlySpan<byte> data = unpacked.GetBuffer().AsSpan(0, (int)unpacked.Length);

        var sets = new Dictionary<string, CodePointSet>(StringComparer.Ordinal);
        for (int left = Number(ref data); left > 0; left--)
        {
            int length = Number(ref data);
            string[] names = Encoding.ASCII.GetString(data[..length]).Split('|');
            data = data[length..];
            int[] bounds = new int[Number(ref data) * 2];
            int next = 0;
            for (int i = 0; i < bounds.Length; i += 2)
            {
                bounds[i] = next + Number(ref data);
                bounds[i + 1] = bounds[i] + Number(ref data);
                next = bounds[i + 1] + 1;
            }

            CodePointSet set = CodePointSet.FromBounds(bounds);
            foreach (string name in names)
                sets[name] = set;
        }

        return sets;
    }

    private static int Number(ref ReadOnlySpan<byte> data)
    {
        int value = 0;
        int read = 0;
        byte b;
        do
        {
            b = data[read];
            value |= (b & 127) << (7 * read++);
        }
        while (b > 127);
        data = data[read..];
        return value;
    }
}
