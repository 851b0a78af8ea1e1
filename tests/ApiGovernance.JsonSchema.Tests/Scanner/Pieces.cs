using System.Buffers;

namespace ApiGovernance.JsonSchema.Tests.Scanner;

/// <summary>Cuts a text into the segments of a sequence, as a pipe would hand it over.</summary>
internal sealed class Pieces : ReadOnlySequenceSegment<byte>
{
    private Pieces(ReadOnlyMemory<byte> memory, long index)
    {
        Memory = memory;
        RunningIndex = index;
    }

    public static ReadOnlySequence<byte> At(byte[] json, params ReadOnlySpan<int> cuts)
    {
        var first = new Pieces(json.AsMemory(0, cuts[0]), 0);
        Pieces last = first;
        for (int i = 0; i < cuts.Length; i++)
        {
            int end = i + 1 < cuts.Length ? cuts[i + 1] : json.Length;
            var next = new Pieces(json.AsMemory(cuts[i], end - cuts[i]), cuts[i]);
            last.Next = next;
            last = next;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    public static ReadOnlySequence<byte> Single(byte[] json) => At(json, [.. Enumerable.Range(0, json.Length)]);
}
