using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ApiGovernance.JsonSchema.Tests.Streaming;

/// <summary>Memory whose end is followed by a page that may not be read: a read past the end of a text ends the process.</summary>
internal sealed class GuardedMemory : IDisposable
{
    private const int NoAccess = 0;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly int _size;
    private readonly int _page = Environment.SystemPageSize;
    private readonly nint _start;

    public GuardedMemory(int pages)
    {
        _size = pages * _page;
        _start = Map(0, (nuint)(_size + _page), ReadWrite, PrivateAnonymous, -1, 0);
        _start.ShouldNotBe(-1);
        Protect(_start + _size, (nuint)_page, NoAccess).ShouldBe(0);
    }

    /// <summary>A copy of the text that ends where the page does.</summary>
    public ReadOnlySpan<byte> AtEnd(ReadOnlySpan<byte> text)
    {
        ref byte first = ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), _start + _size - text.Length);
        Span<byte> place = MemoryMarshal.CreateSpan(ref first, text.Length);
        text.CopyTo(place);
        return place;
    }

    public void Dispose() => _ = Unmap(_start, (nuint)(_size + _page));

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static extern nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static extern int Protect(nint address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static extern int Unmap(nint address, nuint length);
}
