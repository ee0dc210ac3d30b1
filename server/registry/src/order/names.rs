//! Releases that are called by name: Debian's `bookworm`, Ubuntu's `noble`.

#[derive(Clone, Default, Debug)]
pub struct CodeNames(Vec<CodeName>);

#[derive(Clone, PartialEq, Debug)]
pub struct CodeName {
    pub name: String,
    /// The image of the system.
    pub system: &'static str,
    pub numbers: Vec<u64>,
}

impl CodeNames {
    pub fn new(names: Vec<CodeName>) -> CodeNames {
        CodeNames(names)
    }

    pub fn get(&self, name: &str) -> Option<&CodeName> {
        self.0.iter().find(|known| known.name == name)
    }

    /// The version that the name stands for.
    pub fn numbers(&self, name: &str) -> Option<&[u64]> {
        self.get(name).map(|known| &*known.numbers)
    }

    /// Those of one system alone.
    pub fn of(&self, system: &str) -> CodeNames {
        let own = self.0.iter().filter(|known| known.system == system);
        CodeNames(own.cloned().collect())
    }
}
