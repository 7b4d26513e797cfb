using System.Runtime.InteropServices;
using ZkRollup.WorkingTree;

namespace ZkRollup.Contracts.Tests;

/// <summary>A fact that is skipped, with the reason, where forge cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ForgeFactAttribute : FactAttribute
{
    public ForgeFactAttribute()
    {
        bool hasForge = OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;
        Skip = NodePackages.MissingReason ?? (hasForge ? null : "the pinned forge is that of Linux on x64");
    }
}
