print("embedding")
