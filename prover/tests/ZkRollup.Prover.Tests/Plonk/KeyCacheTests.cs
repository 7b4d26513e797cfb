using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>Keys and bases kept on disk: found again, and never taken from a file that is damaged or foreign.</summary>
public sealed class KeyCacheTests : IDisposable
{
    private static readonly ReferenceString Source = ReferenceString.CreateDevelopment(1 << 9);

    private readonly string _folder = Directory.CreateTempSubdirectory("zkrollup-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_SecondTime_SameKeyFromTheFile()
    {
        Circuit circuit = SampleCircuits.Everything(2, 3, seed: 1).Circuit;
        ProvingKey made = KeyCache.Open(_folder, circuit, Source);
        string path = Assert.Single(Directory.GetFiles(_folder));
        DateTime written = File.GetLastWriteTimeUtc(path);
        ProvingKey read = KeyCache.Open(_folder, circuit, Source);
        Assert.Equal(made.VerifyingKey.Digest, read.VerifyingKey.Digest);
        Assert.Equal(made.Polynomial(ColumnKind.Fixed, 0), read.Polynomial(ColumnKind.Fixed, 0));
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
        Assert.Equal(KeySetup.Create(circuit, Source).VerifyingKey.Digest, read.VerifyingKey.Digest);
    }

    [Fact]
    public void Open_OtherCircuitStringOrOptions_OtherFiles()
    {
        Circuit circuit = SampleCircuits.Everything(2, 3, seed: 1).Circuit;
        _ = KeyCache.Open(_folder, circuit, Source, new(2));
        _ = KeyCache.Open(_folder, circuit, Source, new(4));
        _ = KeyCache.Open(_folder, circuit, Source, new(2, SlotsMin: 4));
        _ = KeyCache.Open(_folder, circuit, ReferenceString.CreateDevelopment((1 << 9) + 1), new(2));
        _ = KeyCache.Open(_folder, SampleCircuits.Everything(4, 4, seed: 1).Circuit, Source, new(2));
        Assert.Equal(5, Directory.GetFiles(_folder).Length);
    }

    [Theory]
    [InlineData("cut", "the SHA-256")]
    [InlineData("empty", "only 0 bytes")]
    [InlineData("bit", "the SHA-256")]
    [InlineData("magic", "the name of its format")]
    public void Open_DamagedFile_ThrowsAndNamesIt(string damage, string reason)
    {
        Circuit circuit = SampleCircuits.Squares(4, seed: 1).Circuit;
        _ = KeyCache.Open(_folder, circuit, Source);
        string path = Assert.Single(Directory.GetFiles(_folder));
        byte[] content = File.ReadAllBytes(path);
        File.WriteAllBytes(path, damage switch
        {
            "cut" => content[..^1],
            "empty" => [],
            "bit" => Flip(content, content.Length / 2),
            _ => Flip(content, 0),
        });
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => KeyCache.Open(_folder, circuit, Source));
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileOfOtherKeysUnderThisName_Throws()
    {
        Circuit circuit = SampleCircuits.Squares(4, seed: 1).Circuit;
        _ = KeyCache.Open(_folder, circuit, Source, new(1));
        string foreign = Assert.Single(Directory.GetFiles(_folder));
        _ = KeyCache.Open(_folder, circuit, Source, new(2));
        string path = Directory.GetFiles(_folder).Single(file => file != foreign);
        File.Copy(foreign, path, overwrite: true);
        InvalidDataException exception =
            Assert.Throws<InvalidDataException>(() => KeyCache.Open(_folder, circuit, Source, new(2)));
        Assert.Contains($"{path}: the keys have the identity", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Cancelled_LeavesNothing()
    {
        Circuit circuit = SampleCircuits.Everything(2, 3, seed: 1).Circuit;
        CancellationToken cancelled = new(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => KeyCache.Open(_folder, circuit, Source, null, cancelled));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Prepare_WithFolder_KeepsBasesByTAndRefusesDamagedOnes()
    {
        ProvingKey key = KeySetup.Create(SampleCircuits.Squares(4, seed: 1).Circuit, Source, new(2, SlotsMin: 4, SlotsMax: 8));
        using CpuBackend backend = new(new() { CacheFolder = _folder });
        backend.Prepare(key, 4).Dispose();
        string path = Assert.Single(Directory.GetFiles(_folder));
        backend.Prepare(key, 8).Dispose();
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
        File.WriteAllBytes(path, Flip(File.ReadAllBytes(path), 100));
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => backend.Prepare(key, 4).Dispose());
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        using IPreparedKey other = backend.Prepare(key, 8);
        Assert.Equal(8, other.Slots);
    }

    private static byte[] Flip(byte[] content, int index)
    {
        content[index] ^= 1;
        return content;
    }
}
