public let nameRecipes = "Recipes"
