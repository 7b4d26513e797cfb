using System.Text.Json;
using ZkRollup.Bench.Micro;

namespace ZkRollup.Bench.Tests;

public class MicroCommandTests
{
    [Fact]
    public void Run_Quick_StoresEveryGroupWithSpreadMachineAndCommit()
    {
        string path = Path.Combine(Path.GetTempPath(), $"zkrollup-micro-{Environment.ProcessId}.json");
        try
        {
            StringWriter text = new();
            Assert.Equal(0, MicroCommand.Run(isQuick: true, string.Empty, new FileInfo(path), text));
            using JsonDocument report = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement root = report.RootElement;
            Assert.True(root.GetProperty("isQuick").GetBoolean());
            Assert.NotEmpty(root.GetProperty("baseline").GetString()!);
            Assert.NotEmpty(root.GetProperty("machine").GetProperty("processor").GetString()!);
            Assert.NotEmpty(root.GetProperty("machine").GetProperty("commit").GetString()!);
            JsonElement[] groups = [.. root.GetProperty("groups").EnumerateArray()];
            JsonElement product = Assert.Single(groups, g => g.GetProperty("name").GetString() == "fp.multiply.dependent");
            JsonElement time = product.GetProperty("contenders")[0].GetProperty("nanosecondsPerOperation");
            Assert.True(time.GetProperty("min").GetDouble() > 0);
            Assert.True(time.GetProperty("min").GetDouble() <= time.GetProperty("median").GetDouble());
            Assert.True(time.GetProperty("median").GetDouble() <= time.GetProperty("max").GetDouble());
            Assert.Contains("fp.multiply.dependent", text.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Run_FilterWithoutMatch_Fails() =>
        Assert.Equal(1, MicroCommand.Run(isQuick: true, "no such group", null, new StringWriter()));
}
