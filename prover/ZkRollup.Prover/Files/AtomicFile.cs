using System.Security.Cryptography;

namespace ZkRollup.Prover.Files;

/// <summary>A file that appears whole or not at all: it is written under another name and renamed at the end.</summary>
public sealed class AtomicFile : IDisposable
{
    private const int BufferLength = 1 << 20;

    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;

    private AtomicFile(string path)
    {
        _path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _temporary = $"{_path}.{Environment.ProcessId}.{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}.part";
        _stream = new(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferLength);
    }

    /// <summary>Receives the content.</summary>
    public Stream Stream => _stream;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its folder is created if need be; a file of that name is replaced by <see cref="Commit"/>.</param>
    public static AtomicFile Create(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new(path);
    }

    /// <summary>Writes a whole file.</summary>
    /// <param name="path">Its folder is created if need be; a file of that name is replaced.</param>
    /// <param name="content">All of it.</param>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using AtomicFile file = Create(path);
        file.Stream.Write(content);
        file.Commit();
    }

    /// <summary>Gives the file its name, once it is on the disk. Nothing can be written afterwards.</summary>
    public void Commit()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
    }

    /// <summary>Removes what was written, unless it was committed.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_temporary);
    }
}
