using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ZkRollup.Crypto.Tests.Lanes;

/// <summary>The JIT must keep the kernels' vectors in registers: a spill costs a factor of six.</summary>
public partial class LaneKernelDisassemblyTests
{
    [RequiresOptimizedAvx512Fact]
    public void Kernels_CompiledByJit_NeverTouchStackWithVectors()
    {
        string listing = Path.GetTempFileName();
        try
        {
            ProcessStartInfo start = new("dotnet", [typeof(LaneKernelHost).Assembly.Location]) { RedirectStandardError = true };
            start.Environment["DOTNET_JitDisasm"] = "Multiply*Avx512 Square*Avx512 Scale*Avx512 Butterfly*Avx512";
            start.Environment["DOTNET_JitStdOutFile"] = listing;
            using Process process = Process.Start(start)!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors);

            string[] kernels = File.ReadAllText(listing).Split("; Assembly listing for method ", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(12, kernels.Length);
            foreach (string kernel in kernels)
            {
                string name = kernel.Split('\n')[0];
                Assert.True(kernel.Contains("vfmadd", StringComparison.Ordinal), $"{name} has no fused multiply-add.");
                string[] spills = [.. kernel.Split('\n').Where(line => StackAccess().IsMatch(line))];
                Assert.True(spills.Length == 0, $"{name} spills {spills.Length} times, first {spills.FirstOrDefault()}");
            }
        }
        finally
        {
            File.Delete(listing);
        }
    }

    [Fact]
    public void StackAccess_SpilledVector_IsFound()
    {
        Assert.Matches(StackAccess(), "       vmovups  zmmword ptr [rbp-0x50], zmm3");
        Assert.Matches(StackAccess(), "       vfmadd213pd zmm1, zmm2, zmmword ptr [rsp+0x40]");
        Assert.DoesNotMatch(StackAccess(), "       vmovups  zmmword ptr [rdi+0x40], zmm3");
    }

    [GeneratedRegex(@"zmmword ptr \[r[sb]p")]
    private static partial Regex StackAccess();
}
